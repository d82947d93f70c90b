import HandoffContracts
import HandoffSchema
import HandoffTraffic

struct HandoffShadowedRule: Rule {
  static let info = RuleInfo(
    id: "handoff-shadowed", severity: .warning, subject: .payloads,
    summary: "Under first-match selection, earlier handoffs match every payload that this one matches.",
    why: """
      The handoff can never be taken, so its receiver never gets the work that it was declared for. For failure \
      handoffs see `failure-route-unreachable`.
      """,
    accepted: ExampleDesk.manifest(
      selection: "firstMatch",
      handoffs: [
        #"{"from": "triage", "to": "expert", "when": {"properties": {"level": {"minimum": 4}}}}"#,
        #"{"from": "triage", "to": "faq", "when": {"properties": {"level": {"minimum": 2}}}}"#,
        #"{"from": "triage", "to": "faq", "when": {"properties": {"level": {"maximum": 1}}}}"#,
      ]),
    rejected: ExampleDesk.manifest(
      selection: "firstMatch",
      handoffs: [
        #"{"from": "triage", "to": "faq", "when": {"properties": {"level": {"minimum": 1}}}}"#,
        #"{"from": "triage", "to": "expert", "when": {"properties": {"level": {"minimum": 4}}}}"#,
      ]))

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.handoffIndices.compactMap { handoff -> Observation? in
      // A guard that never holds is another rule's finding.
      guard !facts.traits(of: handoff).trigger.isFailure, !facts.payloads[handoff].neverMatches else {
        return nil
      }
      var payload: JSONValue?
      var takers = "earlier handoffs take"
      if case .shadowed(let earlier) = facts.standing(of: handoff) {
        takers = "\(facts.quoted(earlier)) takes"
      } else if facts.payloads[handoff].isShadowed {
        payload = facts.payloads[handoff].shadowedPayload
      } else {
        return nil
      }
      return Observation(
        at: .handoff(handoff),
        "\(facts.quoted(handoff)) can never be taken: \(takers) every payload that it matches.",
        remedy: "Put it before them, narrow their guards, or remove it.", agents: facts.ends(of: handoff),
        handoffs: [handoff], witness: payload.map { Finding.Witness(payload: $0) })
    }
  }
}
