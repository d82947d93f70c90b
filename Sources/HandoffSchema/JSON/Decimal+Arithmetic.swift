extension Decimal {
  /// The exact sum, or `nil` where aligning the exponents would spell out more than ``digitLimit`` digits.
  package func adding(_ other: Decimal) -> Decimal? {
    if isZero { return other }
    if other.isZero { return self }
    if let left = int, let right = other.int {
      let (sum, overflow) = left.addingReportingOverflow(right)
      if !overflow { return Decimal(sum) }
    }
    let exponent = min(exponent, other.exponent)
    guard let left = scaled(to: exponent), let right = other.scaled(to: exponent) else { return nil }
    if isNegative == other.isNegative {
      return Decimal(isNegative: isNegative, natural: left + right, exponent: exponent)
    }
    return left < right
      ? Decimal(isNegative: other.isNegative, natural: right - left, exponent: exponent)
      : Decimal(isNegative: isNegative, natural: left - right, exponent: exponent)
  }

  /// The exact difference, or `nil` as for ``adding(_:)``.
  package func subtracting(_ other: Decimal) -> Decimal? { adding(other.negated) }

  /// The exact product, or `nil` where a factor has more than ``digitLimit`` digits.
  package func multiplied(by other: Decimal) -> Decimal? {
    let isNegative = isNegative != other.isNegative
    if case .word(let left) = coefficient, case .word(let right) = other.coefficient {
      let (product, overflow) = left.multipliedReportingOverflow(by: right)
      if !overflow {
        return Decimal(isNegative: isNegative, word: product, exponent: exponent + other.exponent)
      }
    }
    guard digitCount <= Self.digitLimit, other.digitCount <= Self.digitLimit else { return nil }
    return Decimal(
      isNegative: isNegative, natural: natural * other.natural, exponent: exponent + other.exponent)
  }

  /// Says whether the value is an integer times another one; only 0 is a multiple of 0.
  ///
  /// Exact for any exponents without spelling them out: 10^d is taken modulo the divisor.
  ///
  /// - Complexity: O(*n* + log *d*) for a divisor of up to 19 digits and *d* the distance of the exponents;
  ///   O(*n* · *m*) beyond that.
  package func isMultiple(of other: Decimal) -> Bool {
    if isZero { return true }
    let distance = exponent - other.exponent
    // The coefficient has no trailing zero, so it is no multiple of ten.
    guard !other.isZero, distance >= 0 else { return false }
    if case .word(let divisor) = other.coefficient {
      let rest: UInt64
      switch coefficient {
      case .word(let word): rest = word % divisor
      case .digits: rest = natural.remainder(dividingBy: divisor)
      }
      return Self.product(rest, Self.powerOfTen(distance, modulo: divisor), modulo: divisor) == 0
    }
    let divisor = other.natural
    var rest = natural.quotientAndRemainder(dividingBy: divisor).remainder
    var power = BigNatural(10).quotientAndRemainder(dividingBy: divisor).remainder
    var distanceLeft = distance
    while distanceLeft > 0, !rest.isZero {
      if distanceLeft & 1 == 1 { rest = (rest * power).quotientAndRemainder(dividingBy: divisor).remainder }
      distanceLeft >>= 1
      if distanceLeft > 0 { power = (power * power).quotientAndRemainder(dividingBy: divisor).remainder }
    }
    return rest.isZero
  }

  /// 10^power modulo a machine word, by squaring.
  private static func powerOfTen(_ power: Int, modulo divisor: UInt64) -> UInt64 {
    if power < powersOfTen.count { return powersOfTen[power] % divisor }
    var result = 1 % divisor
    var square = 10 % divisor
    var power = power
    while power > 0 {
      if power & 1 == 1 { result = product(result, square, modulo: divisor) }
      square = product(square, square, modulo: divisor)
      power >>= 1
    }
    return result
  }

  private static func product(_ left: UInt64, _ right: UInt64, modulo divisor: UInt64) -> UInt64 {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    guard overflow else { return product % divisor }
    // Both are below the divisor, so the high half is too.
    return divisor.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
  }
}

extension Decimal {
  /// The greatest integer that is not above the value.
  package var roundedDown: Decimal { rounded(towardNegative: true) }

  /// The least integer that is not below the value.
  package var roundedUp: Decimal { rounded(towardNegative: false) }

  private func rounded(towardNegative: Bool) -> Decimal {
    guard exponent < 0 else { return self }
    let whole = BigNatural(digits: Array(digits.prefix(max(0, digitCount + exponent))))
    // A fraction was cut off; away from zero the result is one further.
    return Decimal(
      isNegative: isNegative, natural: isNegative == towardNegative ? whole + BigNatural(1) : whole,
      exponent: 0)
  }

  /// The greatest multiple of a positive number that is not above the value, or `nil` where spelling it out
  /// would take more than ``digitLimit`` digits.
  package func roundedDown(toMultipleOf step: Decimal) -> Decimal? {
    if isMultiple(of: step) { return self }
    let exponent = min(exponent, step.exponent)
    guard let value = scaled(to: exponent), let divisor = step.scaled(to: exponent), !divisor.isZero else {
      return nil
    }
    let rest = value.quotientAndRemainder(dividingBy: divisor).remainder
    let magnitude = isNegative ? value - rest + divisor : value - rest
    return Decimal(isNegative: isNegative, natural: magnitude, exponent: exponent)
  }

  /// The least multiple of a positive number that is not below the value, or `nil` as for
  /// ``roundedDown(toMultipleOf:)``.
  package func roundedUp(toMultipleOf step: Decimal) -> Decimal? {
    negated.roundedDown(toMultipleOf: step)?.negated
  }

  /// The least positive number that is a multiple of both positive numbers, or `nil` where spelling them out
  /// to one exponent would take more than ``digitLimit`` digits.
  package static func leastCommonMultiple(_ left: Decimal, _ right: Decimal) -> Decimal? {
    let exponent = min(left.exponent, right.exponent)
    guard let first = left.scaled(to: exponent), let second = right.scaled(to: exponent), !first.isZero,
      !second.isZero
    else { return nil }
    var (divisor, rest) = (first, second)
    while !rest.isZero { (divisor, rest) = (rest, divisor.quotientAndRemainder(dividingBy: rest).remainder) }
    let multiple = first * second.quotientAndRemainder(dividingBy: divisor).quotient
    return Decimal(isNegative: false, natural: multiple, exponent: exponent)
  }

  /// The coefficient as a natural number.
  private var natural: BigNatural {
    switch coefficient {
    case .word(let word): BigNatural(word)
    case .digits(let digits): BigNatural(digits: digits)
    }
  }

  private init(isNegative: Bool, natural: BigNatural, exponent: Int) {
    self.init(isNegative: isNegative, digits: natural.digits, exponent: exponent)
  }

  /// The coefficient that the magnitude has at a lower exponent, or `nil` beyond ``digitLimit`` digits.
  private func scaled(to lower: Int) -> BigNatural? {
    let zeros = exponent - lower
    if zeros == 0 { return natural }
    guard zeros + digitCount <= Self.digitLimit else { return nil }
    return BigNatural(digits: digits + repeatElement(0, count: zeros))
  }
}
