import HandoffContracts
import HandoffTraffic

struct SimplerPatternRule: Rule {
  static let info = RuleInfo(
    id: "simpler-pattern", severity: .note,
    summary: "What is declared as a mesh of peers is really a star or a line.",
    why: """
      Among peers anybody may hand to anybody, which is the hardest pattern to follow and to test. Where all handoffs go \
      through one agent a supervisor says the same, and where they form a line a pipeline does.
      """,
    accepted: desk(third: #"{"from": "booking", "to": "refund", "pattern": "peer", "limit": 2}"#),
    rejected: desk(third: #"{"from": "refund", "to": "triage", "pattern": "peer", "limit": 2}"#))

  private static func desk(third: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "desk", "entry": "triage",
      "agents": {"triage": {"finishes": true}, "booking": {"finishes": true}, "refund": {"finishes": true}},
      "handoffs": [
        {"from": "triage", "to": "booking", "pattern": "peer", "limit": 2},
        {"from": "booking", "to": "triage", "pattern": "peer", "limit": 2},
        {"from": "triage", "to": "refund", "pattern": "peer", "limit": 2},
        \(third)
      ]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.groups(of: facts.handoffs(of: .peer)).compactMap { group -> Observation? in
      // Two agents are a star, a line and a mesh at once.
      guard group.agents.count > 2, let shape = shape(of: group, facts) else { return nil }
      return Observation(
        at: .agent(group.agents[0]), "The peers \(facts.list(group.agents)) are really \(shape.words).",
        remedy: "Declare the handoffs as \(shape.pattern): it promises more, and that is checked.",
        agents: group.agents, handoffs: group.handoffs)
    }
  }

  private static func shape(
    of group: PatternGroup, _ facts: RoutingFacts
  ) -> (words: String, pattern: String)? {
    if let hub = group.agents.first(where: { hub in
      group.handoffs.allSatisfy { facts.sender(of: $0) == hub || facts.receiver(of: $0) == hub }
    }), isAnswered(hub, in: group, facts) {
      return ("a star around \(facts.quoted(hub))", "those of a supervisor")
    }
    var next: [AgentIndex: AgentIndex] = [:]
    var previous: [AgentIndex: AgentIndex] = [:]
    for handoff in group.handoffs {
      guard let sender = facts.sender(of: handoff), let receiver = facts.receiver(of: handoff) else {
        continue
      }
      guard next[sender, default: receiver] == receiver, previous[receiver, default: sender] == sender else {
        return nil
      }
      next[sender] = receiver
      previous[receiver] = sender
    }
    guard let first = group.agents.first(where: { previous[$0] == nil }) else { return nil }
    return ("a line that begins at \(facts.quoted(first))", "a pipeline")
  }

  /// Whether each of the others gets work from the hub and hands back to it.
  private static func isAnswered(_ hub: AgentIndex, in group: PatternGroup, _ facts: RoutingFacts) -> Bool {
    let called = Set(
      group.handoffs.filter { facts.sender(of: $0) == hub }.compactMap { facts.receiver(of: $0) })
    let answering = Set(
      group.handoffs.filter { facts.receiver(of: $0) == hub || facts.traits(of: $0).isReturning }
        .compactMap { facts.receiver(of: $0) == hub ? facts.sender(of: $0) : facts.receiver(of: $0) })
    return group.agents.allSatisfy { $0 == hub || called.contains($0) && answering.contains($0) }
  }
}
