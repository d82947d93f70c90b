import HandoffContracts
import HandoffTraffic

struct GuardUnsatisfiableRule: Rule {
  static let info = RuleInfo(
    id: "guard-unsatisfiable", severity: .error, subject: .payloads, basis: .proved,
    summary: "No payload of the producer's contract matches the guard.",
    why: """
      The handoff can never be taken. Often a value in the guard is misspelt, or the contract changed and the guard did \
      not. For failure handoffs see `failure-route-unreachable`.
      """,
    accepted: ExampleDesk.manifest(
      handoffs: [
        #"{"from": "triage", "to": "faq", "when": {"properties": {"level": {"maximum": 2}}}}"#,
        #"{"from": "triage", "to": "expert", "when": {"properties": {"level": {"minimum": 3}}}}"#,
      ]),
    rejected: ExampleDesk.manifest(
      handoffs: [
        #"{"from": "triage", "to": "faq", "when": {"properties": {"level": {"maximum": 5}}}}"#,
        #"{"from": "triage", "to": "expert", "when": {"properties": {"level": {"minimum": 6}}}}"#,
      ]))

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.handoffIndices.compactMap { handoff -> Observation? in
      guard facts.payloads[handoff].neverMatches, !facts.traits(of: handoff).trigger.isFailure else {
        return nil
      }
      return Observation(
        at: .handoff(handoff), message(for: handoff, facts),
        remedy: "Correct the guard, or remove the handoff.", agents: facts.ends(of: handoff),
        handoffs: [handoff])
    }
  }

  private static func message(for handoff: HandoffIndex, _ facts: RoutingFacts) -> String {
    let subject = facts.quoted(handoff)
    guard let sender = facts.sender(of: handoff), facts.role(of: sender).contract != nil else {
      return "No payload at all matches the guard of \(subject)."
    }
    return "No payload that \(facts.quoted(sender)) may send matches the guard of \(subject)."
  }
}
