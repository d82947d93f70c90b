import HandoffContracts
import HandoffTraffic

struct FailureTrapRule: Rule {
  static let info = RuleInfo(
    id: "failure-trap", severity: .error,
    summary: "A failure path leads to where no finish and no human can be reached.",
    why: "The failure is routed, but the route helps nobody: work that takes it is lost.",
    accepted: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "agents": {"researcher": {"finishes": true}, "recovery": {}, "editor": {"kind": "human"}},
        "handoffs": [
          {"from": "researcher", "to": "recovery", "on": "failure"},
          {"from": "recovery", "to": "editor"}
        ]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "agents": {"researcher": {"finishes": true}, "recovery": {}},
        "handoffs": [{"from": "researcher", "to": "recovery", "on": "failure"}]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.handoffIndices.compactMap { handoff -> Observation? in
      guard facts.traits(of: handoff).trigger.isFailure, facts.standing(of: handoff) == .live,
        let sender = facts.sender(of: handoff), let receiver = facts.receiver(of: handoff)
      else { return nil }
      guard facts.isReached(sender), !facts.hasExit(receiver) else { return nil }
      return Observation(
        at: .handoff(handoff),
        """
        The failure handoff \(facts.quoted(handoff)) leads to \(facts.quoted(receiver)), from where no finish \
        and no human can be reached.
        """,
        remedy:
          "Let \(facts.quoted(receiver)) finish (\(facts.spelled(.finishes))), or hand off from it to a human.",
        agents: facts.ends(of: handoff), handoffs: [handoff],
        witness: Finding.Witness(path: [facts.name(of: handoff)]), start: sender)
    }
  }
}
