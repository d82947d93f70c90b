import HandoffContracts

struct HandoffIncompatibleRule: Rule {
  static let info = RuleInfo(
    id: "handoff-incompatible", severity: .error,
    summary: "A payload of the producer is refused by the consumer's `accepts`.",
    why: """
      Both sides keep their contracts, and the handoff still fails. A guard narrows what is sent, and under first-match \
      selection so do the handoffs before it; a failure handoff sends the failure's payload, except that a retry (to \
      oneself, with a limit) starts again with the old input. The system's `input` is held against its entries too.
      """,
    accepted: ExampleDesk.manifest(
      agents: [
        #""triage": {"produces": "ticket"}"#,
        #""faq": {"accepts": {"properties": {"level": {"maximum": 5}}}, "finishes": true}"#,
      ],
      handoffs: [
        #"{"from": "triage", "to": "faq"}"#
      ]),
    rejected: ExampleDesk.manifest(
      agents: [
        #""triage": {"produces": "ticket"}"#,
        #""faq": {"accepts": {"properties": {"level": {"maximum": 2}}}, "finishes": true}"#,
      ],
      handoffs: [
        #"{"from": "triage", "to": "faq"}"#
      ]))

  static func check(_ facts: RoutingFacts) -> [Observation] {
    ofInput(facts) + ofHandoffs(facts)
  }

  private static func ofHandoffs(_ facts: RoutingFacts) -> [Observation] {
    facts.system.handoffs.indices.compactMap { place in
      guard let refusal = facts.contracts.handoffs[place].refusal else { return nil }
      let sender = facts.quoted(facts.graph.senders[place])
      let receiver = facts.quoted(facts.graph.receivers[place])
      let what = refusal.kind.map { "the failure \(RoutingFacts.quoted($0))" } ?? "an output"
      return Observation(
        at: .handoff(place),
        """
        \(receiver) refuses \(what) that \(sender) may send by \(facts.quoted(handoff: place)): \(refusal.explanation).
        """,
        remedy:
          "Narrow what \(sender) may send (its contract or the guard), or widen what \(receiver) accepts.",
        agents: facts.ends(of: place), handoffs: [place],
        witness: Finding.Witness(payload: refusal.payload, path: [facts.name(ofHandoff: place)]),
        start: Int(facts.graph.senders[place]))
    }
  }

  private static func ofInput(_ facts: RoutingFacts) -> [Observation] {
    facts.contracts.agents.enumerated().compactMap { place, found in
      guard let refusal = found.refusedInput else { return nil }
      let entry = facts.quoted(place)
      return Observation(
        at: .agent(place),
        "The entry \(entry) refuses an input that the system allows: \(refusal.explanation).",
        remedy: "Narrow the system's input, or widen what \(entry) accepts.", agents: [place],
        witness: Finding.Witness(payload: refusal.payload))
    }
  }
}
