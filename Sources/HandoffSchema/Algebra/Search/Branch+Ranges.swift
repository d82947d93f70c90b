// Numbers: bounds that the open disjunctions leave. Thousands of ranges that are ruled out, as a list of guards
// makes them, would otherwise be looked at in every combination.
extension Branch {
  private static let passLimit = 8

  /// Drops bounds that the interval of what is asserted makes true or false, and narrows the interval by those
  /// that are left alone; returns false where no number is left.
  ///
  /// - Complexity: O(*n*) in the number of alternatives.
  mutating func narrow(in arena: inout FormulaArena) -> Bool {
    var interval = LiteralInterval()
    for literal in asserted { interval.limit(by: literal, in: arena) }
    var passes = 0
    var hasChanged = true
    while hasChanged, passes < Self.passLimit {
      hasChanged = false
      passes += 1
      var kept: [[Formula]] = []
      kept.reserveCapacity(open.count)
      for disjunction in open {
        guard let live = interval.live(of: disjunction, in: arena) else { continue }
        if live.isEmpty { return false }
        if live.count == 1, interval.limit(by: live[0], in: arena) {
          hasChanged = true
        } else {
          kept.append(live)
        }
      }
      open = kept
    }
    guard !interval.range.isEmpty else { return false }
    for bound in [interval.lower, interval.upper] {
      if let bound, !isAsserted(bound), !assert(bound, in: &arena) { return false }
    }
    return true
  }
}

/// An interval with the constraints that its ends come from.
private struct LiteralInterval {
  var range = NumberRange()
  var lower: Formula?
  var upper: Formula?

  /// Takes a bound in; returns false for what is no bound.
  @discardableResult
  mutating func limit(by literal: Formula, in arena: borrowing FormulaArena) -> Bool {
    guard case .below(let bound, let orEqual)? = arena.atom(literal) else { return false }
    if literal.isNegated {
      if range.limitBelow(bound, isClosed: !orEqual) { lower = literal }
    } else {
      if range.limitAbove(bound, isClosed: orEqual) { upper = literal }
    }
    return true
  }

  /// The alternatives that are open; `nil` where one of them holds already.
  func live(of disjunction: [Formula], in arena: borrowing FormulaArena) -> [Formula]? {
    var live: [Formula] = []
    for literal in disjunction {
      guard case .below(let bound, let orEqual)? = arena.atom(literal) else {
        live.append(literal)
        continue
      }
      if range.isBelow(bound, orEqual: orEqual) {
        if !literal.isNegated { return nil }
      } else if range.isAbove(bound, orEqual: !orEqual) {
        if literal.isNegated { return nil }
      } else {
        live.append(literal)
      }
    }
    return live
  }
}
