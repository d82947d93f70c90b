import HandoffContracts

struct LoopUndecidedRule: Rule {
  static let info = RuleInfo(
    id: "loop-undecided", severity: .warning,
    summary: "Whether a payload can circulate in a loop is not decided.",
    why: """
      Guards that are combinations of tests on single fields are decided exactly. What a pattern allows, and what takes too \
      many steps, may be left open: then it is said what is open, and nothing is guessed.
      """,
    accepted: system(first: #""const": "again""#, second: #""const": "done""#),
    rejected: system(first: #""pattern": "^again""#, second: #""pattern": "^done""#))

  private static func system(first: String, second: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "review", "entry": "writer",
      "contracts": {
        "draft": {"output": {"type": "object", "required": ["state"], "properties": {"state": {"type": "string"}}}}
      },
      "agents": {
        "writer": {"produces": "draft", "preserves": "*"},
        "reviewer": {"produces": "draft", "preserves": "*", "finishes": true}
      },
      "handoffs": [
        {"from": "writer", "to": "reviewer", "when": {"properties": {"state": {\(first)}}, "required": ["state"]}},
        {"from": "reviewer", "to": "writer", "when": {"properties": {"state": {\(second)}}, "required": ["state"]}}
      ]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.loops.compactMap { loop in
      guard loop.isReached, case .undecided(let reason) = loop.certainty else { return nil }
      return facts.observation(
        of: loop,
        """
        Whether \(facts.list(loop.agents)) can hand work \(loop.agents.count == 1 ? "to itself" : "around") without end is not \
        decided: \(reason). As far as handoffs tell, without their guards, it goes \(facts.lapText(loop)).
        """,
        remedy:
          "Limit a handoff on every lap, such as \(facts.closingHandoff(loop)); then nothing depends on it.")
    }
  }
}
