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
    return facts.system.agentIndices.filter { facts.role(of: $0).isHuman }.compactMap { human in
      let name = facts.quoted(human)
      guard facts.isKnownToBeReached(human) else {
        return Observation(
          at: .agent(human), "No path from an entry leads to the human \(name).",
          remedy: remedy(for: human, facts), agents: [human])
      }
      guard let handoff = handoffThatNeverComes(to: human, facts) else { return nil }
      return Observation(
        at: .agent(human),
        """
        The human \(name) is reached only by \(facts.quoted(handoff)), at a limit of visits that starts again \
        whenever control leaves \(facts.quotedSender(of: handoff)), so it is never reached.
        """,
        remedy: """
          Count over the whole run (\(facts.spelled(.limitThatLasts))), or hand off to \(name) from elsewhere too.
          """,
        agents: [human], handoffs: [handoff])
    }
  }

  /// The first of the handoffs to a human where all of them wait for limits that are never reached.
  private static func handoffThatNeverComes(to human: AgentIndex, _ facts: RoutingFacts) -> HandoffIndex? {
    guard !facts.entries.contains(human) else { return nil }
    let incoming = facts.index.handoffs(to: human).filter { handoff in
      facts.standing(of: handoff) == .live && facts.sender(of: handoff).map { facts.isReached($0) } ?? false
    }
    return incoming.allSatisfy { waitsInVain($0, facts) } ? incoming.first : nil
  }

  /// Whether a handoff waits for a limit on visits whose count begins anew before it can grow: only handing to itself
  /// keeps control at an agent.
  private static func waitsInVain(_ handoff: HandoffIndex, _ facts: RoutingFacts) -> Bool {
    guard facts.system[handoff].trigger == .limit, let sender = facts.sender(of: handoff),
      facts.system[sender].limit != nil, facts.system[sender].limitResets
    else { return false }
    return !facts.index.handoffs(from: sender).contains {
      facts.system[$0].limit != nil || facts.receiver(of: $0) == sender
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
