/// A disjunction of a branch whose alternatives a member tells apart, with what is still to be chosen for each value of
/// the member.
///
/// A disjunction of the other side that any other value satisfies concerns only the alternatives with its own: a
/// thousand branches against a thousand are a thousand looks, not a million.
struct TaggedChoice {
  /// Each alternative with the values that it leaves to the member.
  private(set) var alternatives: [(formula: Formula, values: [JSONValue])] = []
  private var untold: [[Formula]] = []
  private var told: [[Formula]] = []
  private var places: [JSONValue: [Int]] = [:]

  private static let leastCount = 4

  /// Looks for such a disjunction; `nil` where there is none, or little to choose from.
  init?(_ branch: Branch, in arena: inout FormulaArena) {
    guard branch.open.count >= Self.leastCount else { return nil }
    var found: (place: Int, names: Formula)?
    for (place, disjunction) in branch.open.enumerated() where disjunction.count >= Self.leastCount {
      guard let names = arena.tellingMember(of: disjunction) else { continue }
      found = (place, names)
      break
    }
    guard let found else { return nil }
    for formula in branch.open[found.place] {
      let values = arena.fixedMembers(formula).first { $0.names == found.names }?.values ?? []
      alternatives.append((formula, values))
    }
    for (place, disjunction) in branch.open.enumerated() where place != found.place {
      guard let values = Self.values(toBeAvoidedIn: disjunction, of: found.names, in: &arena) else {
        untold.append(disjunction)
        continue
      }
      for value in values { places[value, default: []].append(told.count) }
      told.append(disjunction)
    }
  }

  /// The values of a member of which any other one satisfies a disjunction, or `nil`.
  private static func values(
    toBeAvoidedIn disjunction: [Formula], of names: Formula, in arena: inout FormulaArena
  ) -> Set<JSONValue>? {
    for literal in disjunction where literal.isNegated {
      let summary = arena.summary(literal)
      guard summary.kind == .members, summary.number == Int(names.raw),
        let values = arena.finiteSet(of: summary.shape),
        !values.isEmpty
      else { continue }
      return values
    }
    return nil
  }

  /// What is still to be chosen beside an alternative.
  func open(beside alternative: Int) -> [[Formula]] {
    var further: Set<Int> = []
    for value in alternatives[alternative].values { further.formUnion(places[value] ?? []) }
    return untold + further.sorted().map { told[$0] }
  }
}
