import HandoffContracts

struct RouteLabelUnknownRule: Rule {
  static let info = RuleInfo(
    id: "route-label-unknown", severity: .error,
    summary: "A router in code may answer a label that no handoff waits for.",
    why: """
      The labels of a router are a closed set: its type or its map names them. On a label that leads nowhere the work \
      stops at the agent, most often with an exception. A warning where the agent may end the run. Importers and \
      exporters note the labels in `x-routes` of the agent and `x-guard` of its handoffs.
      """,
    accepted: system(answers: #""approve", "reject""#),
    rejected: system(answers: #""approve", "reject", "unclear""#))

  private static func system(answers: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "loans", "entry": "score",
      "agents": {
        "score": {"x-routes": {"by_decision": [\(answers)]}},
        "offer": {"finishes": true}, "refusal": {"finishes": true}
      },
      "handoffs": [
        {"from": "score", "to": "offer", "x-guard": {"by": "by_decision", "label": "approve"}},
        {"from": "score", "to": "refusal", "x-guard": {"by": "by_decision", "label": "reject"}}
      ]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.agentIndices.flatMap { agent in
      RouteLabels.of(agent, facts).compactMap { routes -> Observation? in
        let labels = routes.unknown.map(Wording.quoted)
        guard !labels.isEmpty else { return nil }
        let isOne = labels.count == 1
        return Observation(
          at: .agent(agent), severity: facts.system[agent].finishes == .no ? nil : .warning,
          """
          The router \(Wording.quoted(routes.router)) of \(facts.quoted(agent)) may answer \(Wording.list(labels)), \
          but no handoff waits for \(isOne ? "that label" : "those labels").
          """,
          remedy: "Add a handoff for \(isOne ? "the label" : "each label"), or take it out of the router.",
          agents: [agent])
      }
    }
  }
}
