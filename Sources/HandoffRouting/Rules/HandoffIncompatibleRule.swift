import HandoffContracts
import HandoffSchema
import HandoffTraffic

struct HandoffIncompatibleRule: Rule {
  static let info = RuleInfo(
    id: "handoff-incompatible", severity: .error, subject: .payloads, basis: .proved,
    summary: "A payload of the producer is refused by the consumer's `accepts`.",
    why: """
      Both sides keep their contracts, and the handoff still fails. A guard narrows what is sent, and under first-match \
      selection so do the handoffs before it; a failure handoff sends the failure's payload, except that a retry (to \
      oneself, with a limit) starts again with the old input. The system's `input` is held against its entries too. A \
      warning where a condition in code may keep the payload back, because others are accepted.
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
    ofInput(facts) + ofJoins(facts) + ofHandoffs(facts) + ofReturns(facts)
  }

  private static func ofHandoffs(_ facts: RoutingFacts) -> [Observation] {
    facts.system.handoffIndices.compactMap { handoff -> Observation? in
      guard let refusal = facts.payloads[handoff].refusal else { return nil }
      let sender = facts.quotedSender(of: handoff)
      let receiver = facts.quotedReceiver(of: handoff)
      let condition = refusal.condition.map { Wording.quoted($0) }
      let unless = condition.map { "; only the condition \($0) may keep it back" } ?? ""
      var found = Observation(
        // What the condition lets through is not known; where all is refused it does not matter.
        at: .handoff(handoff), severity: refusal.condition == nil ? nil : .warning,
        """
        \(receiver) refuses \(refusal.subject) that \(sender) may send by \(facts.quoted(handoff)): \
        \(refusal.explanation)\(unless).
        """,
        remedy:
          "Narrow what \(sender) may send (its contract or the guard), or widen what \(receiver) accepts.",
        agents: facts.ends(of: handoff), handoffs: [handoff],
        witness: Finding.Witness(payload: refusal.payload, path: [facts.name(of: handoff)]),
        start: facts.sender(of: handoff))
      found.cause = facts.sender(of: handoff).flatMap { facts.cause(of: refusal, sentBy: $0) }
      if let agent = facts.receiver(of: handoff), facts.payloads[agent].unjoined.contains(handoff) {
        found.cause = ["unjoined", .string(facts.system[agent].name)]
        found.remedy = """
          Let \(receiver) wait for all of them (\(facts.spelled(.allBranches))): it takes what they bring together, and nothing of \
          what each brings alone.
          """
      }
      found.unknowns = condition.map { ["whether the condition \($0) keeps the payload back"] } ?? []
      return found
    }
  }

  private static func ofReturns(_ facts: RoutingFacts) -> [Observation] {
    facts.system.handoffIndices.compactMap { handoff -> Observation? in
      guard let refusal = facts.payloads[handoff].refusedReturn else { return nil }
      let caller = facts.quotedSender(of: handoff)
      let worker = facts.quotedReceiver(of: handoff)
      let name = facts.index.returnName(of: handoff)
      var found = Observation(
        at: .handoff(handoff),
        """
        \(caller) does not take back \(refusal.subject) that \(worker) may return by \(Wording.quoted(name)): \
        \(refusal.explanation).
        """,
        remedy:
          "Narrow what \(worker) may return, or widen the \(facts.spelled(.result)) of \(facts.quoted(handoff)).",
        agents: facts.ends(of: handoff), handoffs: [handoff],
        witness: Finding.Witness(payload: refusal.payload, path: [facts.name(of: handoff), name]),
        start: facts.sender(of: handoff))
      found.cause = facts.receiver(of: handoff).flatMap { facts.cause(of: refusal, sentBy: $0) }
      return found
    }
  }

  private static func ofJoins(_ facts: RoutingFacts) -> [Observation] {
    facts.joins.compactMap { join -> Observation? in
      guard let refusal = facts.payloads[join.agent].refusedJoin else { return nil }
      let agent = facts.quoted(join.agent)
      let handoffs = join.branches.flatMap(\.handoffs).sorted()
      let names = Wording.list(
        join.branches.prefix(4).compactMap { $0.handoffs.first.map { facts.quoted($0) } },
        of: join.branches.count)
      return Observation(
        at: .agent(join.agent), "\(agent) refuses what \(names) may bring together: \(refusal.explanation).",
        remedy: """
          Let \(agent) accept what its join gets (\(facts.spelled(.receivesAny))), or change what the \
          branches send.
          """,
        agents: [join.agent], handoffs: handoffs, witness: Finding.Witness(payload: refusal.payload),
        start: join.branches.first?.sender)
    }
  }

  private static func ofInput(_ facts: RoutingFacts) -> [Observation] {
    facts.system.agentIndices.compactMap { agent -> Observation? in
      guard let refusal = facts.payloads[agent].refusedInput else { return nil }
      let entry = facts.quoted(agent)
      return Observation(
        at: .agent(agent),
        "The entry \(entry) refuses an input that the system allows: \(refusal.explanation).",
        remedy: "Narrow the system's input, or widen what \(entry) accepts.", agents: [agent],
        witness: Finding.Witness(payload: refusal.payload))
    }
  }
}
