import HandoffContracts
import HandoffTraffic

struct RoutingOverlapRule: Rule {
  static let info = RuleInfo(
    id: "routing-overlap", severity: .note, subject: .payloads, basis: .proved,
    summary: "A payload matches several guarded handoffs that look meant to exclude each other.",
    why: """
      Guards look like a decision that is made, yet under choice a model still decides. Under first-match selection the \
      order decides, and the later handoff never hears of the payload: that is told where both guards look at the same \
      members and neither is the general case of the other, so that the later one is no fallback.
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
      let isOrdered = facts.role(of: agent).takesFirstMatch
      let outcome = isOrdered ? " match; only the first of them gets it" : " all take"
      return Observation(
        at: .agent(agent), "\(facts.quoted(agent)) may send a payload that \(takers)\(outcome).",
        remedy: isOrdered
          ? "Make the guards disjoint, or say by a wider guard that the later handoff is a fallback."
          : "Make the guards disjoint, or select the first match.", agents: [agent],
        handoffs: overlap.handoffs,
        witness: Finding.Witness(payload: overlap.payload), start: agent)
    }
  }
}
