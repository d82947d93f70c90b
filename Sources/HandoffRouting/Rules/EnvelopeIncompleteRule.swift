import HandoffContracts

struct EnvelopeIncompleteRule: Rule {
  static let info = RuleInfo(
    id: "envelope-incomplete", severity: .warning,
    summary: "A handoff says what it carries, and that is not the whole envelope.",
    why: """
      A receiver that lacks the task, its context, the output format or what to do on failure fills the gap by \
      guessing. A handoff that does not say what it carries is not judged.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "agents": {"researcher": {}, "writer": {"finishes": true}},
        "handoffs": [
          {"from": "researcher", "to": "writer", "carries": ["task", "context", "outputFormat", "failureInstructions"]}
        ]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "agents": {"researcher": {}, "writer": {"finishes": true}},
        "handoffs": [{"from": "researcher", "to": "writer", "carries": ["task", "context"]}]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.handoffIndices.compactMap { handoff in
      guard let carries = facts.system[handoff].carries else { return nil }
      let missing = Handoff.EnvelopePart.allCases.filter { !carries.contains($0) }
      guard !missing.isEmpty else { return nil }
      let parts = Wording.list(missing.map { "\"\($0.rawValue)\"" })
      return Observation(
        at: .handoff(handoff), "\(facts.quoted(handoff)) does not carry \(parts).",
        remedy: "Pass it on with the handoff and add it to \(facts.spelled(.carries)).",
        agents: facts.ends(of: handoff), handoffs: [handoff])
    }
  }
}
