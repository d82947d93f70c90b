import HandoffContracts

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
    facts.system.agents.enumerated().compactMap { place, agent in
      guard agent.kind != .human, agent.finishes == .no, !facts.isAlwaysCalled[place] else { return nil }
      let handoffs = facts.graph.handoffsBySender[place].map { facts.system.handoffs[Int($0)] }
      // A handoff that nobody knows may be the one that takes the output.
      guard !handoffs.contains(where: { $0.takesOutput || $0.evidence == .unknown }) else { return nil }
      let otherwise = handoffs.isEmpty ? "" : " its output; its handoffs answer only failures or limits"
      return Observation(
        at: .agent(place), "\(facts.quoted(place)) neither finishes nor hands off\(otherwise).",
        remedy: "Add a handoff from \(facts.quoted(place)), or let it finish.", agents: [place])
    }
  }
}

extension Handoff {
  /// Whether the handoff takes the agent's output, to a target that it named or did not name.
  fileprivate var takesOutput: Bool { trigger == .output || trigger == .none }
}
