import HandoffContracts

struct NoFinishRule: Rule {
  static let info = RuleInfo(
    id: "no-finish", severity: .error,
    summary: "No agent that is reached finishes, and no human is reached.",
    why: "A run of this system can end only by a limit or an error, never with a result.",
    accepted: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "agents": {"researcher": {}, "editor": {"kind": "human"}},
        "handoffs": [{"from": "researcher", "to": "editor"}]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "agents": {"researcher": {}, "writer": {}},
        "handoffs": [{"from": "researcher", "to": "writer"}]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    let exits = facts.system.agentIndices.filter { facts.structure.isExit($0) }
    guard !facts.mayReachMore, !exits.contains(where: { facts.isReached($0) }) else { return [] }
    let unreached = exits.isEmpty ? "" : ": no entry leads to \(facts.list(exits))"
    return [
      Observation(
        at: .system, "No run can end with a result, by an agent that finishes or with a human\(unreached).",
        remedy: "Let an agent that is reached finish (\(facts.spelled(.finishes))), or hand off to a human.")
    ]
  }
}
