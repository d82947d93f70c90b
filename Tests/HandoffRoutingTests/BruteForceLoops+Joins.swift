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

  /// What is on its way to joins, by the join and the sender of the branch.
  typealias Brought = [BruteForceJoin: Set<[Int]>]

  /// The steps to joins that parts make, where only some others are brought.
  func joined(_ parts: [[Part]], with brought: Brought) -> [[Step]] {
    var known: [Part: [Step]] = [:]
    return parts.map { parts in
      parts.flatMap { part in
        let steps = known[part] ?? steps(of: part, with: brought)
        known[part] = steps
        return steps
      }
    }
  }

  /// What the states that are selected bring to joins.
  func brought(by parts: [[Part]], where isIncluded: [Bool]) -> Brought {
    var brought: Brought = [:]
    for (state, parts) in parts.enumerated() where isIncluded[state] {
      for part in parts { if let key = join(part.handoff) { brought[key, default: []].insert(part.values) } }
    }
    return brought
  }

  /// What a join gets when one branch brings something, whatever enough of the others bring.
  private func steps(of part: Part, with brought: Brought) -> [Step] {
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
}
