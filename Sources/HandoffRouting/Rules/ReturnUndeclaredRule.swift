import HandoffContracts
import HandoffSchema
import HandoffTraffic

struct ReturnUndeclaredRule: Rule {
  static let info = RuleInfo(
    id: "return-undeclared", severity: .warning, subject: .payloads,
    summary: "Control comes back with a payload that the caller does not say it takes.",
    why: """
      A supervisor that takes tasks rarely says that it takes results, and then nothing holds the worker to them: what the \
      caller needed and the worker does not return is missed. `result` on the handoff says what comes back; where it is \
      there, the return is compared with it like any other handoff.
      """,
    accepted: call(result: #", "result": {"contract": "found"}"#), rejected: call(result: ""))

  private static func call(result: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "desk", "entry": "chief",
      "contracts": {
        "task": {"output": {"type": "object", "required": ["task"], "properties": {"task": {"type": "string"}}}},
        "found": {"output": {"type": "object", "required": ["law"], "properties": {"law": {"type": "string"}}}}
      },
      "agents": {
        "chief": {"accepts": {"contract": "task"}, "produces": "task", "finishes": true},
        "law": {"accepts": {"contract": "task"}, "produces": "found"}
      },
      "handoffs": [{"from": "chief", "to": "law", "pattern": "supervisor", "limit": 3\(result)}]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.handoffIndices.compactMap { handoff -> Observation? in
      guard let refusal = facts.payloads[handoff].undeclaredReturn else { return nil }
      let caller = facts.quotedSender(of: handoff)
      let worker = facts.quotedReceiver(of: handoff)
      let name = facts.index.returnName(of: handoff)
      var found = Observation(
        at: .handoff(handoff),
        """
        \(worker) returns \(refusal.subject) to \(caller) by \(Wording.quoted(name)), which \(caller) does not say it \
        takes: \(refusal.explanation).
        """,
        remedy: "Say in the \(facts.spelled(.result)) of \(facts.quoted(handoff)) what \(caller) takes back.",
        agents: facts.ends(of: handoff), handoffs: [handoff],
        witness: Finding.Witness(payload: refusal.payload, path: [facts.name(of: handoff), name]),
        start: facts.sender(of: handoff))
      found.cause = facts.receiver(of: handoff).flatMap { facts.cause(of: refusal, sentBy: $0) }
      return found
    }
  }
}
