/// An exact decimal number of any size: ± coefficient × 10^exponent.
///
/// Always normalised: the coefficient carries neither leading nor trailing zeros, zero is the coefficient 0
/// with exponent 0, and a coefficient of up to 19 digits is a machine word, so that equal values have equal
/// representations and everyday numbers need no allocation.
package struct Decimal: Sendable, Hashable {
  /// True for a value below zero.
  package let isNegative: Bool
  /// The power of ten of the coefficient's last digit; saturates at ±2^60, which no literal that the
  /// parser accepts reaches.
  package let exponent: Int
  let coefficient: Coefficient

  enum Coefficient: Sendable, Hashable {
    /// Up to 19 digits.
    case word(UInt64)
    /// 20 digits or more, each 0...9, most significant first.
    case digits([UInt8])
  }

  /// The largest magnitude of an exponent that is told apart.
  package static let exponentLimit = 1 << 60
  /// The most digits that aligning two exponents may spell out; an operation that would need more is refused.
  package static let digitLimit = 10_000

  package static let zero = Decimal(0)
  package static let one = Decimal(1)

  /// The value of a machine integer.
  package init(_ value: Int) {
    self.init(isNegative: value < 0, word: UInt64(value.magnitude), exponent: 0)
  }

  /// Normalises a sign, digits and an exponent.
  package init(isNegative: Bool, digits: some Sequence<UInt8>, exponent: Int) {
    var digits = Array(digits.drop { $0 == 0 })
    var exponent = exponent
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    if digits.count <= Self.wordDigits {
      let word = digits.reduce(0 as UInt64) { $0 * 10 + UInt64($1) }
      self.init(isNegative: isNegative, normalisedWord: word, exponent: exponent)
    } else {
      self.init(isNegative: isNegative, coefficient: .digits(digits), exponent: exponent)
    }
  }

  /// Normalises a sign, a coefficient and an exponent.
  package init(isNegative: Bool, word: UInt64, exponent: Int) {
    guard word < Self.powersOfTen[Self.wordDigits] else {
      self.init(isNegative: isNegative, digits: String(word).utf8.map { $0 - 0x30 }, exponent: exponent)
      return
    }
    var word = word
    var exponent = exponent
    while word != 0 {
      let (quotient, remainder) = word.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0 else { break }
      word = quotient
      exponent += 1
    }
    self.init(isNegative: isNegative, normalisedWord: word, exponent: exponent)
  }

  /// Takes a coefficient below 10^19 without trailing zeros.
  init(isNegative: Bool, normalisedWord word: UInt64, exponent: Int) {
    self.init(isNegative: isNegative, coefficient: .word(word), exponent: exponent)
  }

  private init(isNegative: Bool, coefficient: Coefficient, exponent: Int) {
    let isZero = coefficient == .word(0)
    self.isNegative = isNegative && !isZero
    self.exponent = isZero ? 0 : min(max(exponent, -Self.exponentLimit), Self.exponentLimit)
    self.coefficient = coefficient
  }

  /// The digits that a word coefficient may have.
  static let wordDigits = 19
  /// The powers of ten from 0 to 19.
  static let powersOfTen: [UInt64] = (0...19).map { power in (0..<power).reduce(1) { value, _ in value * 10 }
  }
}

extension Decimal {
  /// The coefficient's digits, each 0...9, most significant first; none for zero.
  package var digits: [UInt8] {
    switch coefficient {
    case .word(0): []
    case .word(let word): String(word).utf8.map { $0 - 0x30 }
    case .digits(let digits): digits
    }
  }

  package var digitCount: Int {
    switch coefficient {
    case .word(let word): Self.digitCount(of: word)
    case .digits(let digits): digits.count
    }
  }

  static func digitCount(of word: UInt64) -> Int {
    var count = 0
    while count < powersOfTen.count, word >= powersOfTen[count] { count += 1 }
    return count
  }

  package var isZero: Bool { coefficient == .word(0) }

  /// Says whether the value has no fractional part.
  package var isInteger: Bool { exponent >= 0 }

  /// The value as a machine integer, or `nil` for a fraction or a value out of range.
  package var int: Int? {
    guard case .word(let word) = coefficient, exponent >= 0, exponent < Self.powersOfTen.count else {
      return nil
    }
    let (magnitude, overflow) = word.multipliedReportingOverflow(by: Self.powersOfTen[exponent])
    guard !overflow else { return nil }
    if isNegative { return magnitude <= Int.min.magnitude ? Int(truncatingIfNeeded: 0 &- magnitude) : nil }
    return Int(exactly: magnitude)
  }

  package var magnitude: Decimal { isNegative ? negated : self }

  package var negated: Decimal {
    Decimal(isNegative: !isNegative, coefficient: coefficient, exponent: exponent)
  }
}

extension Decimal: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.isSmaller(than: left) : left.isSmaller(than: right)
  }

  /// Compares magnitudes.
  private func isSmaller(than other: Self) -> Bool {
    if isZero || other.isZero { return isZero && !other.isZero }
    if case .word(let left) = coefficient, case .word(let right) = other.coefficient,
      exponent == other.exponent
    {
      return left < right
    }
    let top = digitCount + exponent
    let otherTop = other.digitCount + other.exponent
    if top != otherTop { return top < otherTop }
    if case .word(let left) = coefficient, case .word(let right) = other.coefficient {
      // Equal tops and at most 19 digits: the exponents differ by at most 18.
      return exponent > other.exponent
        ? left * Self.powersOfTen[exponent - other.exponent] < right
        : left < right * Self.powersOfTen[other.exponent - exponent]
    }
    return digits.lexicographicallyPrecedes(other.digits)
  }
}
