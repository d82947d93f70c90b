import HandoffContracts
import HandoffTraffic

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
    return facts.system.agentIndices
      .filter { facts.role(of: $0).isHuman && !facts.isKnownToBeReached($0) }
      .map { agent in
        Observation(
          at: .agent(agent), "No path from an entry leads to the human \(facts.quoted(agent)).",
          remedy: remedy(for: agent, facts), agents: [agent])
      }
  }

  private static func remedy(for human: AgentIndex, _ facts: RoutingFacts) -> String {
    let dead = facts.system.handoffIndices.first {
      facts.receiver(of: $0) == human && facts.standing(of: $0) == .withoutLimit
    }
    if let dead {
      let sender = facts.quotedSender(of: dead)
      return "\(facts.quoted(dead)) waits for a limit, and \(sender) has none: give it one."
    }
    return "Hand off to \(facts.quoted(human)) from an agent that is reached, or remove it."
  }
}
