import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// What agents do to payloads, as far as their contracts and what arrives there let them.
///
/// A member that is counted under a name for which the contract has no room is in no output; one that is copied from what
/// never arrives is put there anew where the contract demands it. Other rules tell of both.
struct DeclaredEffects {
  private struct Member: Hashable {
    var contract: ContractIndex
    var pointer: JSONPointer
  }

  /// What a contract says of members: whether its outputs may have them, and whether they must.
  private var known: [Member: (may: Bool, must: Bool)] = [:]

  /// What an agent does to fields.
  mutating func effects(of agent: AgentIndex, _ traffic: inout Traffic) -> PayloadEffects {
    let effects = PayloadEffects(of: traffic.system[agent])
    guard !effects.adds.isEmpty || !effects.copies.isEmpty,
      let contract = traffic.structure.role(of: agent).contract
    else { return effects }
    var rooms: [JSONPointer: (may: Bool, must: Bool)] = [:]
    for pointer in Array(effects.adds.keys) + effects.copies.map(\.target) {
      rooms[pointer] = room(for: Member(contract: contract, pointer: pointer), &traffic)
    }
    var missing: Set<JSONPointer> = []
    for copy in effects.copies where rooms[copy.target]?.must == true {
      if !mayArrive(copy.source, agent, &traffic) { missing.insert(copy.source) }
    }
    guard !missing.isEmpty || rooms.values.contains(where: { !$0.may }) else { return effects }
    return effects.fitted(
      hasRoom: { rooms[$0]?.may ?? true },
      isAnew: { target, source in missing.contains(source) && rooms[target]?.must ?? false })
  }

  private mutating func room(for member: Member, _ traffic: inout Traffic) -> (may: Bool, must: Bool) {
    if let known = known[member] { return known }
    var room = (may: true, must: false)
    if let output = traffic.questions.sent(.output(contract: member.contract.rawValue)),
      let containing = traffic.questions.schema(.containing(member.pointer))
    {
      let outputs = PayloadSet(base: output)
      if case .none = traffic.questions.existence(in: outputs.matching(containing)) { room.may = false }
      if case .none = traffic.questions.existence(in: outputs.avoiding([containing])) { room.must = true }
    }
    known[member] = room
    return room
  }

  private func mayArrive(_ pointer: JSONPointer, _ agent: AgentIndex, _ traffic: inout Traffic) -> Bool {
    let arrivals = traffic.arrivals(at: agent)
    guard !arrivals.deliveries.isEmpty, !arrivals.hasUndeclared, arrivals.omission == nil,
      let containing = traffic.questions.schema(.containing(pointer))
    else { return true }
    return arrivals.deliveries.contains { delivery in
      if case .none = traffic.questions.existence(in: traffic.whole(delivery).matching(containing)) {
        false
      } else {
        true
      }
    }
  }
}
