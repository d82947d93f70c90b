import HandoffSchema

/// Ways of breaking the numeric keywords of a node in a number.
struct NumberChanges {
  private let number: JSONNumber
  private let keywords: NumericKeywords
  /// The grids of whole numbers and of all numbers, as far as the value and the node ask for them; `nil` in place of a
  /// grid whose bounds are out of reach.
  private let grids: [NumberGrid?]

  /// Looks at a number; `nil` for another value or a node without numeric keywords.
  init?(_ value: JSONValue, at site: MutationSite) {
    guard case .number(let number) = value, let keywords = site.node.numeric else { return nil }
    self.number = number
    self.keywords = keywords
    // Whole numbers first: another schema may ask for them, and only one constraint is to be broken.
    let isWholeOnly = site.node.types.isDisjoint(with: TypeSet.number.subtracting(.integer))
    grids =
      (number.isInteger ? [true] : []).map { NumberGrid([keywords], onlyIntegers: $0) }
      + (isWholeOnly ? [] : [NumberGrid([keywords], onlyIntegers: false)])
  }

  /// Numbers just beyond the upper bound, or the lower one for a negative direction, and far beyond it.
  func changes(beyond direction: Int128) -> [Change] {
    let isUp = direction > 0
    return grids.flatMap { grid -> [JSONNumber] in
      guard let grid, NumberGrid.units(of: number.decimal, grid.exponent) != nil else {
        // Where the bounds are too large for exact arithmetic of ours, an exponent goes past them.
        return [JSONNumber(literal: isUp ? "1e1000" : "-1e1000")].compactMap(\.self)
      }
      guard isUp ? grid.hasUpper : grid.hasLower else { return [] }
      let bound = isUp ? grid.upper : grid.lower
      return [bound + direction * grid.step, bound + direction * grid.step * 1000].map(grid.number)
    }.map { .replace(.number($0)) }
  }

  /// Numbers between two multiples.
  var changesBetweenMultiples: [Change] {
    grids.compactMap { grid in
      guard let grid, let units = NumberGrid.units(of: number.decimal, grid.exponent) else { return nil }
      return .replace(.number(grid.between(units)))
    }
  }
}
