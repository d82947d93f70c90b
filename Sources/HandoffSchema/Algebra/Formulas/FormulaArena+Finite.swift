// Sets that can be listed: what tells the alternatives of a union apart.
extension FormulaArena {
  /// The scalars of a shape that has nothing else, or `nil`.
  func finiteValues(of shape: Shape) -> [JSONValue]? {
    guard shape.array == .never, shape.object == .never else { return nil }
    var values: [JSONValue] = []
    for (formula, value) in [
      (shape.null, JSONValue.null), (shape.falsehood, .bool(false)), (shape.truth, .bool(true)),
    ] {
      if formula == .always { values.append(value) } else if formula != .never { return nil }
    }
    for part in [shape.string, shape.number] where part != .never {
      guard !part.isNegated else { return nil }
      switch atom(part) {
      case .string(let list): values += list.map { .string($0.string) }
      case .number(let list): values += list.map { .number(JSONNumber($0)) }
      default: return nil
      }
    }
    return values
  }

  /// As ``finiteValues(of:)``, kept for the next question.
  mutating func finiteSet(of id: Shape.ID) -> Set<JSONValue>? {
    if let known = finiteMemo[id] { return known }
    let set = finiteValues(of: self[id]).map(Set.init)
    finiteMemo[id] = set
    return set
  }

  /// The members that a formula on objects requires to be one of some scalars and nothing else.
  func fixedMembers(_ formula: Formula) -> [(names: Formula, values: [JSONValue])] {
    var parts = [formula]
    if !formula.isNegated, case .conjunction(let inner) = self[formula] { parts = inner }
    var required: Set<Formula> = []
    var fixed: [(names: Formula, values: [JSONValue])] = []
    for part in parts {
      guard case .members(let names, let id)? = atom(part), ObjectProblem.onlyName(names, in: self) != nil
      else { continue }
      if part.isNegated {
        if self[id] == .none { required.insert(names) }
      } else if let values = finiteValues(of: self[id]) {
        fixed.append((names, values))
      }
    }
    return fixed.filter { required.contains($0.names) }
  }

  /// The formula of the name of a member that all of some formulas require, with another value in each, or `nil`.
  ///
  /// So a union with a discriminator needs no look at each pair.
  func tellingMember(of branches: [Formula]) -> Formula? {
    guard let first = branches.first else { return nil }
    let members = fixedMembers(first)
    if members.isEmpty { return nil }
    let others = branches.dropFirst().map { fixedMembers($0) }
    return members.first { member in
      var seen = Set(member.values)
      for branch in others {
        guard let values = branch.first(where: { $0.names == member.names })?.values else { return false }
        for value in values where !seen.insert(value).inserted { return false }
      }
      return true
    }?.names
  }

  /// The formulas that share a value of the member that most of them require to be one of some scalars, each group in
  /// order, with those that do not require it in every group; `nil` where there is no such member.
  func groups(of branches: [Formula]) -> [[Formula]]? {
    var counts: [Formula: Int] = [:]
    let fixed = branches.map { fixedMembers($0) }
    for members in fixed { for member in members { counts[member.names, default: 0] += 1 } }
    guard let best = counts.max(by: { ($0.value, $1.key.raw) < ($1.value, $0.key.raw) }), best.value > 1
    else {
      return nil
    }
    var order: [JSONValue] = []
    var groups: [JSONValue: [Formula]] = [:]
    var untold: [Formula] = []
    for (branch, members) in zip(branches, fixed) {
      guard let values = members.first(where: { $0.names == best.key })?.values else {
        untold.append(branch)
        continue
      }
      for value in Set(values) {
        if groups[value] == nil { order.append(value) }
        groups[value, default: []].append(branch)
      }
    }
    return order.map { (groups[$0] ?? []) + untold }
  }
}
