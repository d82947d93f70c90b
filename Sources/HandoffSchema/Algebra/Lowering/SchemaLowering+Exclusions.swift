// `oneOf`: no two of the branches hold at once.
extension SchemaLowering {
  /// The most pairs of branches of one type that are looked at.
  private static let pairLimit = 200_000

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
    guard branches.count > 1, !areToldApart(branches) else { return .always }
    var parts: [Formula] = []
    // Branches that are the same exclude each other altogether; what is left of them is compared once.
    var distinct: [Formula] = []
    var counts: [Formula: Int] = [:]
    for branch in branches {
      counts[branch, default: 0] += 1
      if counts[branch] == 1 { distinct.append(branch) }
      if counts[branch] == 2 { parts.append(!branch) }
    }
    guard distinct.count * (distinct.count - 1) / 2 <= Self.pairLimit else {
      return arena.opaque(.combinationLimit(Self.pairLimit))
    }
    for (place, branch) in distinct.enumerated() where counts[branch] == 1 {
      guard mayGoOn() else { return arena.opaque(.combinationLimit(Self.pairLimit)) }
      for other in distinct[(place + 1)...] where counts[other] == 1 {
        let exclusion = !arena.and(branch, other)
        if exclusion != .always { parts.append(exclusion) }
      }
    }
    return arena.and(parts)
  }

  /// Says whether a member that all branches require has another value in each.
  ///
  /// So a union with a discriminator needs no look at each pair.
  private func areToldApart(_ branches: [Formula]) -> Bool {
    guard let first = branches.first else { return false }
    return fixedMembers(first).contains { member in
      var seen: Set<JSONValue> = []
      for branch in branches {
        guard let values = fixedMembers(branch).first(where: { $0.names == member.names })?.values else {
          return false
        }
        for value in values where !seen.insert(value).inserted { return false }
      }
      return true
    }
  }

  /// The members that a formula on objects requires to be one of some strings or numbers and nothing else.
  private func fixedMembers(_ formula: Formula) -> [(names: Formula, values: [JSONValue])] {
    var parts = [formula]
    if !formula.isNegated, case .conjunction(let inner) = arena[formula] { parts = inner }
    var required: Set<Formula> = []
    var fixed: [(names: Formula, values: [JSONValue])] = []
    for part in parts {
      guard case .members(let names, let id)? = arena.atom(part),
        ObjectProblem.onlyName(names, in: arena) != nil
      else { continue }
      if part.isNegated {
        if arena[id] == .none { required.insert(names) }
      } else if let values = finiteValues(of: arena[id]) {
        fixed.append((names, values))
      }
    }
    return fixed.filter { required.contains($0.names) }
  }

  /// The strings and numbers of a shape that has nothing else.
  private func finiteValues(of shape: Shape) -> [JSONValue]? {
    var others = shape
    others.string = .never
    others.number = .never
    guard others == .none else { return nil }
    var values: [JSONValue] = []
    for part in [shape.string, shape.number] where part != .never {
      guard !part.isNegated else { return nil }
      switch arena.atom(part) {
      case .string(let list): values += list.map { .string($0.string) }
      case .number(let list): values += list.map { .number(JSONNumber($0)) }
      default: return nil
      }
    }
    return values
  }
}
