import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// The schemas of a system whose tests tell payloads apart in loops.
struct LoopSchemas {
  /// What guards and typed handoffs test.
  let guards: [Schema]
  /// What inputs, contracts, joins and elements say of payloads.
  let others: [Schema]
  /// The fields that contracts test like guards.
  let kept: [JSONPointer]

  /// Gathers the schemas.
  ///
  /// - Parameters:
  ///   - effects: What agents do to fields.
  ///   - effectOf: For each agent the number of its effects.
  ///   - traffic: What travels.
  init(_ effects: [PayloadEffects], _ effectOf: [Int32], _ traffic: inout Traffic) {
    (guards, others) = Self.schemas(&traffic)
    kept = Self.keptFields(effects, effectOf, &traffic)
  }

  /// The schemas of all guards, and those of what is sent.
  private static func schemas(_ traffic: inout Traffic) -> (guards: [Schema], others: [Schema]) {
    var guards: [SchemaNumber] = []
    var others: [SchemaNumber] = []
    var seen: Set<SchemaNumber> = []
    func add(_ number: SchemaNumber?, to list: inout [SchemaNumber]) {
      if let number, seen.insert(number).inserted { list.append(number) }
    }
    for handoff in traffic.system.handoffIndices {
      let traits = traffic.structure.traits(of: handoff)
      if traits.isGuarded {
        add(traffic.questions.schema(at: .guard(handoff: handoff.rawValue)), to: &guards)
      }
      if traits.isTyped {
        add(traffic.questions.schema(at: .payload(handoff: handoff.rawValue)), to: &guards)
      }
    }
    add(traffic.questions.schema(at: .input), to: &others)
    for (index, contract) in traffic.system.contracts.enumerated() {
      add(traffic.questions.sent(.output(contract: index)), to: &others)
      for failure in contract.failures.indices {
        add(traffic.questions.schema(at: .failure(contract: index, failure: failure)), to: &others)
      }
    }
    for agent in traffic.system.agentIndices where traffic.system[agent].join != nil {
      for delivery in traffic.joined(at: agent).deliveries { add(delivery.set.base, to: &others) }
    }
    for handoff in traffic.system.handoffIndices where traffic.system[handoff].each != nil {
      for delivery in traffic.cargo(of: handoff).deliveries { add(traffic.whole(delivery).base, to: &others) }
    }
    return (guards.map { traffic.questions[$0] }, others.map { traffic.questions[$0] })
  }

  /// The fields that contracts test like guards.
  private static func keptFields(
    _ effects: [PayloadEffects], _ effectOf: [Int32], _ traffic: inout Traffic
  ) -> [JSONPointer] {
    guard effects.contains(where: { !$0.forgetsEverything }) else { return [] }
    var senders = [[Int32]](repeating: [], count: traffic.system.contracts.count)
    for agent in traffic.system.agentIndices {
      guard let contract = traffic.structure.role(of: agent).contract?.rawValue else { continue }
      let effect = effectOf[agent.rawValue]
      if !senders[contract].contains(effect) { senders[contract].append(effect) }
    }
    var survey = KeptFieldSurvey()
    func note(_ number: SchemaNumber?, _ effects: [PayloadEffects]) {
      if let number { survey.note(traffic.questions[number], sentBy: effects) }
    }
    note(traffic.questions.schema(at: .input), [])
    for (index, contract) in traffic.system.contracts.enumerated() {
      note(
        traffic.questions.sent(.output(contract: index)), senders[index].map { effects[Int($0)] })
      for failure in contract.failures.indices {
        note(traffic.questions.schema(at: .failure(contract: index, failure: failure)), [])
      }
    }
    return survey.fields
  }
}

extension FieldTable {
  init(_ schemas: LoopSchemas, effects: [PayloadEffects]) {
    self.init(guards: schemas.guards, others: schemas.others, effects: effects, kept: schemas.kept)
  }
}
