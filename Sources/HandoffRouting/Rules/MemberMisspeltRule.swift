import HandoffContracts
import HandoffSchema
import HandoffTraffic

struct MemberMisspeltRule: Rule {
  static let info = RuleInfo(
    id: "member-misspelt", severity: .warning, subject: .payloads,
    summary: "A guard or an agent reads a member by a name under which nothing is sent.",
    why: """
      A schema says nothing about members that are not there, so a misspelt name in a guard accepts everything or nothing, \
      and one in `accepts` is never read; one that an agent keeps, counts or copies (`preserves`, `adds`, `copies`) bounds \
      no loop, and of one whose elements a handoff takes (`each`) there is none. In an open contract any name may be sent: there only names are reported that \
      are near to one that is declared and that nobody reads.
      """,
    accepted: ticket(guarded: "priority"), rejected: ticket(guarded: "prioritty"))

  private static func ticket(guarded: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "desk", "entry": "triage",
      "contracts": {"ticket": {"output": {"type": "object", "properties": {"priority": {"enum": ["low", "high"]}}}}},
      "agents": {"triage": {"produces": "ticket", "finishes": true}, "expert": {"finishes": true}},
      "handoffs": [
        {"from": "triage", "to": "expert", "when": {"properties": {"\(guarded)": {"const": "high"}}}}
      ]
    }
    """
  }

  /// More members of one guard are counted only.
  private static let shownMembers = 4

  static func check(_ facts: RoutingFacts) -> [Observation] {
    let guards = facts.system.handoffIndices.compactMap { handoff -> Observation? in
      let found = facts.payloads[handoff].misspelt
      guard !found.isEmpty else { return nil }
      return Observation(
        at: .handoff(handoff),
        "The guard of \(facts.quoted(handoff)) names \(words(found, isNoMember(of: sent(on: handoff, facts)))).",
        remedy: "Write the name as what is sent has it, or declare the member there.",
        agents: facts.ends(of: handoff), handoffs: [handoff])
    }
    let agents = facts.system.agentIndices.compactMap { agent -> Observation? in
      // What can never be there is told by another rule, with the name that is near.
      let found = facts.payloads[agent].misspelt.filter {
        !facts.payloads[agent].unfilled.contains($0.pointer)
      }
      guard !found.isEmpty else { return nil }
      return Observation(
        at: .agent(agent), severity: .note,
        "\(facts.quoted(agent)) reads \(words(found, "which no contract that arrives there names")).",
        remedy: "Write the name as what arrives has it, or let a producer's contract name it.",
        agents: [agent])
    }
    let arrays = facts.system.handoffIndices.compactMap { handoff -> Observation? in
      guard let member = facts.payloads[handoff].misspeltArray else { return nil }
      return Observation(
        at: .handoff(handoff),
        "\(facts.quoted(handoff)) takes the elements of \(words([member], isNoMember(of: sent(on: handoff, facts)))).",
        remedy: "Write the name as what is sent has it, or declare the member there.",
        agents: facts.ends(of: handoff), handoffs: [handoff])
    }
    return guards + arrays + agents + facts.system.agentIndices.compactMap { effects(of: $0, facts) }
  }

  private static func effects(of agent: AgentIndex, _ facts: RoutingFacts) -> Observation? {
    // Of what somebody before it drops another rule tells.
    let found = facts.payloads[agent].misspeltEffects.filter { effect in
      !facts.payloads.lostFields.contains { $0.pointer == effect.member.pointer }
    }
    guard !found.isEmpty else { return nil }
    let parts = found.prefix(shownMembers).map { effect in
      let verb =
        switch effect.effect {
        case .preserves: "preserves"
        case .adds: "adds to"
        case .copiesFrom: "copies from"
        case .copiesTo: "copies to"
        }
      let contract = facts.role(of: agent).contract.map { Wording.quoted(facts.system[$0].name) }
      let place = effect.isSent ? "its contract \(contract ?? "")" : "what arrives there"
      return "\(verb) \(words([effect.member], "which is no member of \(place)"))"
    }
    return Observation(
      at: .agent(agent), "\(facts.quoted(agent)) \(Wording.list(Array(parts), of: found.count)).",
      remedy: "Write the name as the contracts have it, or declare the member there.", agents: [agent])
  }

  /// A member's name, or its pointer where it lies deeper.
  static func name(_ pointer: JSONPointer) -> String {
    Wording.quoted(pointer.tokens.count == 1 ? pointer.tokens[0] : pointer.description)
  }

  private static func words(_ found: [MisspeltMember], _ fault: String) -> String {
    let listed = found.prefix(shownMembers).map { member in
      name(member.pointer) + (member.meant.map { " (did you mean \(Wording.quoted($0))?)" } ?? "")
    }
    return "\(Wording.list(Array(listed), of: found.count)), \(fault)"
  }

  private static func isNoMember(of subject: String) -> String { "which is no member of \(subject)" }

  /// What a handoff is offered, in words.
  private static func sent(on handoff: HandoffIndex, _ facts: RoutingFacts) -> String {
    let sender = facts.sender(of: handoff)
    let contract = sender.flatMap { facts.role(of: $0).contract }.map {
      Wording.quoted(facts.system[$0].name)
    }
    guard let contract else { return "what \(facts.quotedSender(of: handoff)) may send" }
    switch facts.traits(of: handoff).trigger {
    case .output, .none: return "the contract \(contract)"
    case .anyFailure, .namedFailures: return "the failures of the contract \(contract) that it answers"
    case .limit: return "what \(facts.quotedSender(of: handoff)) may send at a limit"
    }
  }
}
