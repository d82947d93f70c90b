import HandoffContracts
import HandoffTraffic

struct AgentUnreachableRule: Rule {
  static let info = RuleInfo(
    id: "agent-unreachable", severity: .warning,
    summary: "No path from an entry leads to an agent.",
    why: "The agent never gets work. Often a handoff to it was forgotten or can never be taken.",
    accepted: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "triage",
        "agents": {"triage": {}, "faq": {"finishes": true}},
        "handoffs": [{"from": "triage", "to": "faq"}]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "triage",
        "agents": {"triage": {}, "faq": {"finishes": true}, "expert": {"finishes": true}},
        "handoffs": [{"from": "triage", "to": "faq"}]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    guard facts.knowsWhatIsReached else { return [] }
    let meant = facts.behindMisspeltNames
    return facts.system.agentIndices
      .filter { !facts.role(of: $0).isHuman && !facts.isKnownToBeReached($0) && !meant.contains($0) }
      .map { agent in
        Observation(
          at: .agent(agent), "No path from an entry leads to \(facts.quoted(agent)).",
          remedy: "Hand off to it from an agent that is reached, make it an entry, or remove it.",
          agents: [agent])
      }
  }
}
