import HandoffContracts
import HandoffTraffic

struct FailureAsSuccessRule: Rule {
  static let info = RuleInfo(
    id: "failure-as-success", severity: .warning,
    summary:
      "A failure or limit handoff leads to the receiver of finished work, which cannot tell them apart.",
    why: """
      One payload is possible on both handoffs. Work that failed, or that was cut off by a limit, is then taken for \
      finished, and nobody downstream can know.
      """,
    accepted: review(approved: #", "when": {"properties": {"approved": {"const": true}}}"#),
    rejected: review(approved: ""))

  private static func review(approved: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "review", "entry": "reviewer",
      "contracts": {
        "review": {
          "output": {
            "type": "object", "required": ["text", "approved"],
            "properties": {"text": {"type": "string", "minLength": 1}, "approved": {"type": "boolean"}}
          }
        }
      },
      "agents": {"reviewer": {"produces": "review"}, "writer": {}, "publisher": {"finishes": true}},
      "handoffs": [
        {"from": "reviewer", "to": "publisher"\(approved)},
        {"from": "reviewer", "to": "writer", "limit": 3, "when": {"properties": {"approved": {"const": false}}}},
        {"from": "writer", "to": "reviewer"},
        {"from": "reviewer", "to": "publisher", "on": "limit"}
      ]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.handoffIndices.compactMap { handoff -> Observation? in
      guard let confusion = facts.payloads[handoff].confusion else { return nil }
      let what =
        facts.traits(of: handoff).trigger == .limit ? "work that is cut off at the limit" : "a failure"
      let receiver = facts.quotedReceiver(of: handoff)
      return Observation(
        at: .handoff(handoff),
        """
        \(facts.quoted(handoff)) brings \(what) to \(receiver), and the same payload may come as finished work by \
        \(facts.quoted(confusion.finished)): \(receiver) cannot tell them apart.
        """,
        remedy: """
          Let the payload say it (a member, a failure's tag), narrow the guard of \(facts.quoted(confusion.finished)), or \
          hand it to somebody else.
          """,
        agents: facts.ends(of: handoff), handoffs: [handoff, confusion.finished].sorted(),
        witness: Finding.Witness(payload: confusion.payload, path: [facts.name(of: handoff)]),
        start: facts.sender(of: handoff))
    }
  }
}
