import HandoffContracts

struct LimitResetsRule: Rule {
  static let info = RuleInfo(
    id: "limit-resets", severity: .warning,
    summary: "A limit is reset by the loop that it was to bound.",
    why: """
      The count of visits starts again when control leaves the agent, and a lap of the loop makes control leave it. \
      So the limit is never reached, however long the loop runs.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "review", "entry": "writer",
        "agents": {"writer": {"limit": 3}, "reviewer": {"finishes": true}, "editor": {"kind": "human"}},
        "handoffs": [
          {"from": "writer", "to": "reviewer"},
          {"from": "reviewer", "to": "writer"},
          {"from": "writer", "to": "editor", "on": "limit"}
        ]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "review", "entry": "writer",
        "agents": {"writer": {"limit": 3, "limitResets": true}, "reviewer": {"finishes": true}},
        "handoffs": [
          {"from": "writer", "to": "reviewer"},
          {"from": "reviewer", "to": "writer"}
        ]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.loops.flatMap { loop in
      loop.agents.compactMap { agent -> Observation? in
        guard let limit = facts.system[agent].limit, facts.system[agent].limitResets else { return nil }
        return Observation(
          at: .agent(agent),
          """
          The limit of \(limit) visits to \(facts.quoted(agent)) starts again whenever control leaves it, so it does \
          not bound the loop of \(facts.list(loop.agents)).
          """,
          remedy:
            "Count over the whole run (\(facts.spelled(.limitThatLasts))), or limit a handoff of the loop.",
          agents: [agent])
      }
    }
  }
}
