import HandoffContracts

struct RoutingGapRule: Rule {
  static let info = RuleInfo(
    id: "routing-gap", severity: .error, subject: .payloads, basis: .proved,
    summary: "A payload of the contract matches no handoff, and the agent does not finish.",
    why: """
      The work stops at the agent with a payload that is right by its contract. The same goes for a declared failure \
      all of whose handoffs are guarded.
      """,
    accepted: ExampleDesk.manifest(
      handoffs: [
        #"{"from": "triage", "to": "faq", "when": {"properties": {"level": {"maximum": 2}}}}"#,
        #"{"from": "triage", "to": "expert", "when": {"properties": {"level": {"minimum": 3}}}}"#,
      ]),
    rejected: ExampleDesk.manifest(
      handoffs: [
        #"{"from": "triage", "to": "faq", "when": {"properties": {"level": {"maximum": 2}}}}"#,
        #"{"from": "triage", "to": "expert", "when": {"properties": {"level": {"minimum": 4}}}}"#,
      ]))

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.agentIndices.compactMap { agent -> Observation? in
      guard let gap = facts.payloads[agent].gap else { return nil }
      let name = facts.quoted(agent)
      let what = gap.kind.map { "a failure \(Wording.quoted($0))" } ?? "an output"
      let end = gap.kind == nil ? ", and \(name) does not finish" : ""
      return Observation(
        at: .agent(agent), "\(name) may send \(what) that none of its handoffs takes\(end).",
        remedy: "Widen a guard, or add a handoff without a guard for the rest.", agents: [agent],
        witness: Finding.Witness(payload: gap.payload), start: agent)
    }
  }
}
