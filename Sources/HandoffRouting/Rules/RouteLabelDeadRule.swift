import HandoffContracts

struct RouteLabelDeadRule: Rule {
  static let info = RuleInfo(
    id: "route-label-dead", severity: .warning,
    summary: "A handoff waits for a label that its router in code never answers.",
    why: """
      The labels of a router are a closed set: its type or its map names them. A handoff on any other label is never \
      taken; most often the label is misspelt. Importers and exporters note the labels in `x-routes` of the agent and \
      `x-guard` of its handoffs.
      """,
    accepted: system(label: "reject"), rejected: system(label: "rejected"))

  private static func system(label: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "loans", "entry": "score",
      "agents": {
        "score": {"x-routes": {"by_decision": ["approve", "reject"]}},
        "offer": {"finishes": true}, "refusal": {"finishes": true}
      },
      "handoffs": [
        {"from": "score", "to": "offer", "x-guard": {"by": "by_decision", "label": "approve"}},
        {"from": "score", "to": "refusal", "x-guard": {"by": "by_decision", "label": "\(label)"}}
      ]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.agentIndices.flatMap { agent in
      RouteLabels.of(agent, facts).flatMap { routes in
        routes.dead.map { label, handoff in
          let near = NearestName.of(label, among: routes.answers).map {
            "; did you mean \(Wording.quoted($0))?"
          }
          return Observation(
            at: .handoff(handoff),
            """
            \(facts.quoted(handoff)) waits for the label \(Wording.quoted(label)), which the router \
            \(Wording.quoted(routes.router)) never answers\(near ?? ".")
            """,
            remedy: "Write a label that the router answers, or take the handoff away.", agents: [agent],
            handoffs: [handoff])
        }
      }
    }
  }
}
