import HandoffContracts
import HandoffRuntime
import HandoffSchema

/// A join and the sender of one of its branches.
struct BruteForceJoin: Hashable {
  var join: AgentIndex
  var sender: AgentIndex
}

extension BruteForceLoops {
  /// The join to which a handoff brings a branch.
  func join(_ handoff: HandoffIndex) -> BruteForceJoin? {
    guard let target = router.index.target(of: handoff), let sender = router.index.source(of: handoff),
      router.system[target].join != nil, router.branches(of: target).contains(where: { $0.sender == sender })
    else { return nil }
    return BruteForceJoin(join: target, sender: sender)
  }

  func resolveJoins(_ endings: inout Endings) {
    var known: [Part: [Step]] = [:]
    func resolve(_ outcome: inout Outcome) {
      for part in outcome.allParts {
        let steps = known[part] ?? steps(of: part)
        known[part] = steps
        outcome.all.formUnion(steps)
        if outcome.lateParts.contains(part) { outcome.late.formUnion(steps) }
      }
    }
    for index in endings.outputs.indices { resolve(&endings.outputs[index].outcome) }
    for index in endings.failures.indices { resolve(&endings.failures[index]) }
    for index in endings.stopped.indices { resolve(&endings.stopped[index]) }
  }

  /// What a join gets when one branch brings something, whatever enough of the others bring.
  private func steps(of part: Part) -> [Step] {
    guard let key = join(part.handoff), let join = router.system[key.join].join else { return [] }
    let others = router.branches(of: key.join).map(\.sender).filter { $0 != key.sender }
    let missing = max(join.needed(of: others.count + 1), 1) - 1
    var found: Set<[Int]> = []
    for subset in 0..<1 << others.count where subset.nonzeroBitCount == missing {
      var merged: Set<[Int]> = [part.values]
      for (position, sender) in others.enumerated() where subset >> position & 1 == 1 {
        let parts = brought[BruteForceJoin(join: key.join, sender: sender)] ?? []
        merged = Set(
          merged.flatMap { left in
            parts.compactMap { join.receives == .merged ? Self.merged(left, $0) : left.map { _ in 0 } }
          })
      }
      found.formUnion(merged)
    }
    if join.receives == .bySender, !found.isEmpty { found = [part.values.map { _ in 0 }] }
    return found.compactMap { state(key.join, Array($0.dropLast())) }.map {
      Step(target: $0, handoff: part.handoff)
    }
  }

  /// One object with the members of two; `nil` where they bring different values of one.
  private static func merged(_ left: [Int], _ right: [Int]) -> [Int]? {
    var result = left
    for (index, value) in right.enumerated() where value != 0 {
      guard left[index] == 0 || left[index] == value else { return nil }
      result[index] = value
    }
    return result
  }

  /// Whether enough branches of each join come, where these handoffs are taken.
  func isFed(_ join: AgentIndex, by handoffs: Set<HandoffIndex>) -> Bool {
    guard let wait = router.system[join].join else { return true }
    let senders = router.branches(of: join).map(\.sender)
    let coming = senders.filter { sender in
      handoffs.contains { self.join($0) == BruteForceJoin(join: join, sender: sender) }
    }
    return coming.count >= max(wait.needed(of: senders.count), 1)
  }
}
