import HandoffContracts
import HandoffTraffic

struct DeadEndRule: Rule {
  static let info = RuleInfo(
    id: "dead-end", severity: .error,
    summary: "An agent neither finishes nor hands off its output.",
    why: "Work that reaches it stops there, and its output goes to nobody.",
    accepted: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "agents": {"researcher": {}, "writer": {"finishes": true}},
        "handoffs": [{"from": "researcher", "to": "writer"}]
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
    facts.system.agentIndices.compactMap { agent in
      guard !facts.role(of: agent).isHuman, facts.system[agent].finishes == .no,
        !facts.isAlwaysCalled(agent)
      else { return nil }
      let handoffs = facts.index.handoffs(from: agent)
      let takesOutput = handoffs.contains {
        let trigger = facts.traits(of: $0).trigger
        return trigger == .output || trigger == .none
      }
      guard !takesOutput else { return nil }
      let otherwise = handoffs.isEmpty ? "" : " its output; its handoffs answer only failures or limits"
      return Observation(
        at: .agent(agent), "\(facts.quoted(agent)) neither finishes nor hands off\(otherwise).",
        remedy: "Add a handoff from \(facts.quoted(agent)), or let it finish (\(facts.spelled(.finishes))).",
        agents: [agent])
    }
  }
}
