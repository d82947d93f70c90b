// `oneOf`: no two of the branches hold at once.
extension SchemaLowering {
  /// The most pairs of branches of one type that are looked at.
  private static let pairLimit = 200_000
  /// Fewer branches are simply compared.
  private static let groupedFrom = 16

  /// The values that are in one of the branches at most.
  mutating func exclusion(_ branches: [Shape]) -> Shape {
    let looksForClashes = arena.looksForClashes
    arena.looksForClashes = true
    defer { arena.looksForClashes = looksForClashes }
    var result = Shape.all
    for component in Shape.Component.allCases {
      result[component] = exclusion(branches.map { $0[component] }.filter { $0 != .never })
    }
    return result
  }

  private mutating func exclusion(_ branches: [Formula]) -> Formula {
    guard branches.count > 1, arena.tellingMember(of: branches) == nil else { return .always }
    var parts: [Formula] = []
    // Branches that are the same exclude each other altogether; what is left of them is compared once.
    var distinct: [Formula] = []
    var counts: [Formula: Int] = [:]
    for branch in branches {
      counts[branch, default: 0] += 1
      if counts[branch] == 1 { distinct.append(branch) }
      if counts[branch] == 2 { parts.append(!branch) }
    }
    let single = distinct.filter { counts[$0] == 1 }
    // Branches with different values of one member exclude each other anyway.
    let groups = single.count > Self.groupedFrom ? arena.groups(of: single) ?? [single] : [single]
    guard groups.reduce(0, { $0 + $1.count * ($1.count - 1) / 2 }) <= Self.pairLimit else {
      return arena.opaque(.combinationLimit(Self.pairLimit))
    }
    for group in groups {
      for (place, branch) in group.enumerated() {
        guard mayGoOn() else { return arena.opaque(.combinationLimit(Self.pairLimit)) }
        for other in group[(place + 1)...] {
          let exclusion = !arena.and(branch, other)
          if exclusion != .always { parts.append(exclusion) }
        }
      }
    }
    return arena.and(parts)
  }
}
