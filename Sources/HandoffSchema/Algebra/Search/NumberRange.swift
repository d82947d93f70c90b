/// An interval of numbers, each end open, closed or absent.
struct NumberRange {
  private(set) var lower: (bound: Decimal, isClosed: Bool)?
  private(set) var upper: (bound: Decimal, isClosed: Bool)?

  /// Returns whether the interval became narrower, or was given its bound again.
  @discardableResult
  mutating func limitBelow(_ bound: Decimal, isClosed: Bool) -> Bool {
    if let lower, lower.bound > bound || (lower.bound == bound && !lower.isClosed) { return false }
    lower = (bound, isClosed)
    return true
  }

  /// Returns whether the interval became narrower, or was given its bound again.
  @discardableResult
  mutating func limitAbove(_ bound: Decimal, isClosed: Bool) -> Bool {
    if let upper, upper.bound < bound || (upper.bound == bound && !upper.isClosed) { return false }
    upper = (bound, isClosed)
    return true
  }

  /// Says whether all members are below a bound, or also equal to it.
  func isBelow(_ bound: Decimal, orEqual: Bool) -> Bool {
    guard let upper else { return false }
    return upper.bound < bound || (upper.bound == bound && (orEqual || !upper.isClosed))
  }

  /// Says whether all members are above a bound, or also equal to it.
  func isAbove(_ bound: Decimal, orEqual: Bool) -> Bool {
    guard let lower else { return false }
    return lower.bound > bound || (lower.bound == bound && (orEqual || !lower.isClosed))
  }

  var isEmpty: Bool {
    guard let lower, let upper else { return false }
    return lower.bound > upper.bound || (lower.bound == upper.bound && !(lower.isClosed && upper.isClosed))
  }

  /// The value of an interval that has just one.
  var onlyValue: Decimal? {
    guard let lower, let upper, lower.bound == upper.bound else { return nil }
    return lower.bound
  }

  func contains(_ value: Decimal) -> Bool {
    if let lower, value < lower.bound || (value == lower.bound && !lower.isClosed) { return false }
    if let upper, value > upper.bound || (value == upper.bound && !upper.isClosed) { return false }
    return true
  }

  /// The multiples of a positive step that lie in the interval, the smallest magnitudes first, up to a limit;
  /// `nil` beyond the range of exact arithmetic.
  func multiples(of step: Decimal, limit: Int) -> (list: [Decimal], isComplete: Bool)? {
    var list: [Decimal] = []
    let isComplete = forEachMultiple(of: step, limit: limit) { multiple in
      list.append(multiple)
      return true
    }
    return isComplete.map { (list, $0) }
  }

  /// Calls `visit` with the multiples of a positive step that lie in the interval, the smallest magnitudes first,
  /// until it returns false.
  ///
  /// - Returns: Whether all were visited; `nil` beyond the range of exact arithmetic.
  func forEachMultiple(of step: Decimal, limit: Int, _ visit: (Decimal) -> Bool) -> Bool? {
    var start = Decimal.zero
    if let lower, lower.bound > .zero {
      guard let rounded = lower.bound.roundedUp(toMultipleOf: step) else { return nil }
      start = rounded
    } else if let upper, upper.bound < .zero {
      guard let rounded = upper.bound.roundedDown(toMultipleOf: step) else { return nil }
      start = rounded
    }
    var up: Decimal? = start
    var down: Decimal? = start
    var count = 0
    if contains(start) {
      count += 1
      if !visit(start) { return false }
    }
    while count < limit, up != nil || down != nil {
      if let current = up {
        guard let next = current.adding(step) else { return nil }
        up = upper.map { next <= $0.bound } ?? true ? next : nil
        if up != nil, contains(next) {
          count += 1
          if !visit(next) { return false }
        }
      }
      if let current = down {
        guard let next = current.subtracting(step) else { return nil }
        down = lower.map { next >= $0.bound } ?? true ? next : nil
        if down != nil, contains(next) {
          count += 1
          if !visit(next) { return false }
        }
      }
    }
    return up == nil && down == nil
  }

  /// Distinct members of an interval that is neither empty nor a point: integers near zero, then numbers
  /// finer than any multiple of the given ones.
  func candidates(finerThan steps: [Decimal], count: Int) -> [Decimal] {
    var result: [Decimal] = []
    if let integers = multiples(of: .one, limit: count) { result = integers.list }
    // A number whose last digit stands behind the last digit of a step is no multiple of it.
    var place = min(-1, (steps.map(\.exponent).min() ?? 0) - 1)
    let bounds = [lower?.bound.exponent, upper?.bound.exponent].compactMap(\.self)
    let finest = min(place, (bounds.min() ?? 0) - 2)
    while place >= finest {
      let unit = Decimal(isNegative: false, word: 1, exponent: place)
      let spread = Decimal(isNegative: false, word: 10, exponent: place)
      if let fine = fineMembers(unit, spread, count) {
        result += fine
        if fine.count >= count { break }
      }
      // The distance of two bounds is at least the last digit of the finer one.
      place = place - 3 > finest || place == finest ? place - 1 : finest
    }
    if let lower, lower.isClosed { result.append(lower.bound) }
    if let upper, upper.isClosed { result.append(upper.bound) }
    return result
  }

  /// Members of the form k · spread + unit.
  private func fineMembers(_ unit: Decimal, _ spread: Decimal, _ count: Int) -> [Decimal]? {
    guard let shifted = shifted(by: unit), let list = shifted.multiples(of: spread, limit: count)?.list else {
      return nil
    }
    return list.compactMap { $0.adding(unit) }.filter { contains($0) }
  }

  private func shifted(by unit: Decimal) -> NumberRange? {
    var result = self
    if let lower {
      guard let bound = lower.bound.subtracting(unit) else { return nil }
      result.lower = (bound, lower.isClosed)
    }
    if let upper {
      guard let bound = upper.bound.subtracting(unit) else { return nil }
      result.upper = (bound, upper.isClosed)
    }
    return result
  }
}
