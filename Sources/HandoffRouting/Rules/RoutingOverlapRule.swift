import HandoffContracts

struct RoutingOverlapRule: Rule {
  static let info = RuleInfo(
    id: "routing-overlap", severity: .note, subject: .payloads,
    summary: "Under choice, a payload matches several guarded handoffs.",
    why: """
      Guards look like a decision that is made, yet here a model still decides. Where that is not meant, select the first \
      match or make the guards disjoint.
      """,
    accepted: ExampleDesk.manifest(
      handoffs: [
        #"{"from": "triage", "to": "faq", "when": {"properties": {"level": {"maximum": 2}}}}"#,
        #"{"from": "triage", "to": "expert", "when": {"properties": {"level": {"minimum": 3}}}}"#,
      ]),
    rejected: ExampleDesk.manifest(
      handoffs: [
        #"{"from": "triage", "to": "faq", "when": {"properties": {"level": {"maximum": 3}}}}"#,
        #"{"from": "triage", "to": "expert", "when": {"properties": {"level": {"minimum": 3}}}}"#,
      ]))

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.agentIndices.compactMap { agent -> Observation? in
      guard let overlap = facts.payloads[agent].overlap else { return nil }
      let takers = Wording.list(
        overlap.handoffs.prefix(4).map { facts.quoted($0) }, of: overlap.handoffs.count)
      return Observation(
        at: .agent(agent), "\(facts.quoted(agent)) may send a payload that \(takers) all take.",
        remedy: "Make the guards disjoint, or select the first match.", agents: [agent],
        handoffs: overlap.handoffs,
        witness: Finding.Witness(payload: overlap.payload), start: agent)
    }
  }
}
