import HandoffContracts

struct EscalationUnreachableRule: Rule {
  static let info = RuleInfo(
    id: "escalation-unreachable", severity: .warning,
    summary: "No path leads to a human.",
    why: "The human is there to take what agents cannot do, and never gets it.",
    accepted: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "triage",
        "agents": {"triage": {"finishes": true}, "clerk": {"kind": "human"}},
        "handoffs": [{"from": "triage", "to": "clerk", "on": "failure"}]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "triage",
        "agents": {"triage": {"finishes": true}, "clerk": {"kind": "human"}},
        "handoffs": [{"from": "triage", "to": "clerk", "on": "limit"}]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    guard facts.knowsWhatIsReached else { return [] }
    return facts.system.agents.indices
      .filter { facts.graph.roles[$0].isHuman && !facts.reach.contains($0) }
      .map { place in
        Observation(
          at: .agent(place), "No path from an entry leads to the human \(facts.quoted(place)).",
          remedy: remedy(for: place, facts), agents: [place])
      }
  }

  private static func remedy(for human: Int, _ facts: RoutingFacts) -> String {
    let dead = facts.system.handoffs.indices.first {
      facts.graph.receivers[$0] == Int32(human) && facts.graph.standings[$0] == .withoutLimit
    }
    if let dead {
      let sender = facts.quoted(facts.graph.senders[dead])
      return "\(facts.quoted(handoff: dead)) waits for a limit, and \(sender) has none: give it one."
    }
    return "Hand off to \(facts.quoted(human)) from an agent that is reached, or remove it."
  }
}
