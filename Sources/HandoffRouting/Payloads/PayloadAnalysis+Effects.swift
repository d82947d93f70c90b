import HandoffContracts
import HandoffSchema
import HandoffTraffic

extension PayloadAnalysis {
  private typealias Effect = PayloadFacts.MisspeltEffect.Effect

  /// Looks for members that an agent keeps, counts or copies by a name under which nothing arrives, or for which its
  /// contract has no room.
  mutating func look(atEffectsOf agent: AgentIndex) {
    let declared = system[agent]
    let kept: [JSONPointer] = if case .fields(let fields) = declared.preserves { fields } else { [] }
    guard !kept.isEmpty || !declared.adds.isEmpty || !declared.copies.isEmpty,
      !structure.role(of: agent).isHuman
    else { return }
    let preserved = kept.filter { !$0.tokens.isEmpty }.map { (Effect.preserves, $0) }
    let received = preserved + declared.copies.map { (.copiesFrom, $0.source) }
    let sent =
      preserved + declared.adds.map { (.adds, $0.field) } + declared.copies.map { (.copiesTo, $0.field) }
    // What is declared of a member by its own name was not meant by another one.
    let known = Set((received + sent).map(\.1))
    if !received.isEmpty { note(received, of: agent, known) }
    if let contract = structure.role(of: agent).contract,
      let output = traffic.questions.sent(.output(contract: contract.rawValue))
    {
      note(sent, of: agent, in: [PayloadSet(base: output)], known, isSent: true)
    }
  }

  private mutating func note(
    _ received: [(effect: Effect, pointer: JSONPointer)], of agent: AgentIndex, _ known: Set<JSONPointer>
  ) {
    let arrivals = traffic.arrivals(at: agent)
    let arriving = arrivals.deliveries.map { traffic.whole($0) }
    guard !arriving.isEmpty, !arrivals.hasUndeclared, arrivals.omission == nil,
      !arriving.contains(where: { $0.base == nil })
    else { return }
    note(received, of: agent, in: arriving, known, isSent: false)
  }

  private mutating func note(
    _ effects: [(effect: Effect, pointer: JSONPointer)], of agent: AgentIndex, in sets: [PayloadSet],
    _ known: Set<JSONPointer>, isSent: Bool
  ) {
    for (effect, pointer) in effects
    where !facts[agent].misspeltEffects.contains(where: { $0.member.pointer == pointer }) {
      guard let member = misspelt(pointer, in: sets, known) else { continue }
      facts[agent].misspeltEffects.append(.init(effect: effect, member: member, isSent: isSent))
    }
  }

  /// Looks for the array whose elements a handoff takes among the members of what it is offered.
  mutating func look(atArrayOf handoff: HandoffIndex) {
    guard structure.traits(of: handoff).isTakenApart, let each = system[handoff].each, !each.tokens.isEmpty
    else { return }
    let offered = traffic.sendings(on: handoff).map(\.offered)
    guard !offered.isEmpty, !offered.contains(where: { $0.base == nil }) else { return }
    facts[handoff].misspeltArray = misspelt(each, in: offered, [each])
  }

  /// Whether a schema describes a member, given with the schema of all that contain it; most members are.
  private mutating func isDescribed(
    _ pointer: JSONPointer, _ containing: SchemaNumber, by number: SchemaNumber
  ) -> Bool {
    let question = Description(schema: number, member: containing)
    if let known = descriptions[question] { return known }
    let answer = traffic.questions[number].describes(pointer)
    descriptions[question] = answer
    return answer
  }

  /// Whether a schema describes a member.
  struct Description: Hashable {
    var schema: SchemaNumber
    var member: SchemaNumber
  }

  /// A member by a name that payloads cannot have, or that is near to one that they are declared to have.
  private mutating func misspelt(
    _ pointer: JSONPointer, in sets: [PayloadSet], _ known: Set<JSONPointer>
  ) -> MisspeltMember? {
    guard let containing = traffic.questions.schema(.containing(pointer)),
      !sets.contains(where: { $0.base.map { isDescribed(pointer, containing, by: $0) } ?? false }),
      var member = misspelt(in: containing, sets).members.first
    else { return nil }
    let beside = JSONPointer(tokens: Array(member.pointer.tokens.dropLast()))
    if let meant = member.meant, known.contains(beside.appending(meant)) { member.meant = nil }
    // An open schema may have any member.
    return member.meant != nil || !mayHave(pointer, in: sets) ? member : nil
  }
}
