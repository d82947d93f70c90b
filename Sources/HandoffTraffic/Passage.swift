package import HandoffContracts

/// One way for payloads to reach an agent: along a handoff, or back along one that gives control back.
package struct Passage: Sendable, Hashable {
  package var handoff: HandoffIndex
  package var isReturn: Bool

  package init(along handoff: HandoffIndex) {
    self.handoff = handoff
    isReturn = false
  }

  package init(backAlong handoff: HandoffIndex) {
    self.handoff = handoff
    isReturn = true
  }
}

extension SystemStructure {
  /// Every passage of a system in declaration order, a return behind its handoff.
  package func passages(of system: AgentSystem) -> [Passage] {
    system.handoffIndices.flatMap { handoff in
      returns(handoff)
        ? [Passage(along: handoff), Passage(backAlong: handoff)] : [Passage(along: handoff)]
    }
  }

  /// The name of a passage: `A->B` or `A<-B`.
  package func name(of passage: Passage) -> String {
    passage.isReturn ? index.returnName(of: passage.handoff) : index.name(of: passage.handoff)
  }

  /// The agent that gives, or `nil` for an undeclared one.
  package func sender(of passage: Passage) -> AgentIndex? {
    passage.isReturn ? index.target(of: passage.handoff) : index.source(of: passage.handoff)
  }

  /// The agent that gets, or `nil` for an undeclared one.
  package func receiver(of passage: Passage) -> AgentIndex? {
    passage.isReturn ? index.source(of: passage.handoff) : index.target(of: passage.handoff)
  }
}

extension Traffic {
  /// What reaches the receiver by a passage; for a branch of a join, what the join then gets.
  package mutating func cargo(of passage: Passage) -> Cargo {
    if passage.isReturn { return returned(along: passage.handoff) }
    return join(awaiting: passage.handoff).map { joined(at: $0) } ?? cargo(of: passage.handoff)
  }

  /// The number of the schema of what the receiver says it takes by a passage; `nil` where it does not say.
  package mutating func accepted(by passage: Passage) -> SchemaNumber? {
    if passage.isReturn, system[passage.handoff].result != nil {
      return questions.schema(at: .result(handoff: passage.handoff.rawValue))
    }
    return structure.receiver(of: passage).flatMap { questions.schema(at: .accepts(agent: $0.rawValue)) }
  }

  /// The condition in code that may keep back what the receiver of a handoff refuses; `nil` where there is none, or where
  /// all that the set holds is refused, so that no condition helps.
  package mutating func condition(on handoff: HandoffIndex, sparing accepted: SchemaNumber, _ set: PayloadSet)
    -> String?
  {
    guard let condition = system[handoff].condition else { return nil }
    if case .none = questions.existence(in: set.matching(accepted)) { return nil }
    return condition
  }

  /// One schema of everything that a cargo brings as it arrives, and whether it is exactly that; `nil` where some of
  /// it is not declared, or nothing is brought.
  package mutating func schema(of cargo: Cargo) -> (number: SchemaNumber, isExact: Bool)? {
    guard !cargo.deliveries.isEmpty, !cargo.hasUndeclared else { return nil }
    var isExact = true
    var sets: [PayloadSet] = []
    for delivery in cargo.deliveries.map({ questions.received($0) }) {
      guard delivery.set.base != nil else { return nil }
      if case .none = questions.existence(in: delivery.set) { continue }
      isExact = isExact && delivery.isExact
      if !sets.contains(delivery.set) { sets.append(delivery.set) }
    }
    guard !sets.isEmpty else { return nil }
    if sets.count == 1, let base = sets[0].base, sets[0] == PayloadSet(base: base) { return (base, isExact) }
    return questions.schema(.union(sets)).map { ($0, isExact) }
  }

  /// The failures with which payloads reach an agent, by its handoffs and returns.
  package mutating func failures(arrivingAt agent: AgentIndex) -> [(
    sender: AgentIndex, failure: FailureIndex
  )] {
    var found: [(sender: AgentIndex, failure: FailureIndex)] = []
    for handoff in index.handoffs(to: agent) where !structure.isRetry(handoff) {
      guard let sender = index.source(of: handoff) else { continue }
      for sending in sendings(on: handoff) {
        if case .failure(let failure?) = sending.cause { found.append((sender, failure)) }
      }
    }
    for handoff in index.handoffs(from: agent) {
      guard let worker = index.target(of: handoff) else { continue }
      for delivery in returned(along: handoff).deliveries {
        if case .failure(let failure?) = delivery.cause { found.append((worker, failure)) }
      }
    }
    return found
  }

  /// What a join gets if one branch brings a failure of its sender instead of what it should, and whether it is exactly
  /// that; `nil` where that cannot be put together.
  package mutating func joined(
    at agent: AgentIndex, with failure: FailureIndex, of contract: ContractIndex, inBranch position: Int
  ) -> (number: SchemaNumber, isExact: Bool)? {
    let branches = branches(ofJoinAt: agent)
    let place = SchemaPlace.failure(contract: contract.rawValue, failure: failure.rawValue)
    guard let join = system[agent].join, let number = questions.schema(at: place) else { return nil }
    var cargos = branches.map { cargo(ofBranch: $0) }
    cargos[position] = Cargo([Delivery(cause: .failure(failure), set: PayloadSet(base: number))])
    let names = branches.map { system[$0.sender].name }
    return schema(of: JoinBuilder(join, names: names).joined(cargos, &questions))
  }
}
