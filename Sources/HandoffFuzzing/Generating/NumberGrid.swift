import HandoffSchema

/// The numbers that several numeric keywords allow, as whole multiples of one step.
///
/// All arithmetic is exact, in units of a power of ten. Bounds that do not fit 127 bits in that unit are out
/// of reach and make the grid `nil`; the caller then tries the bounds themselves.
struct NumberGrid: Sendable, Hashable {
  /// The power of ten that is the unit of the other members.
  var exponent: Int
  /// The distance of neighbours, 1 or more.
  var step: Int128
  /// The least multiple of the step, in units.
  var lower: Int128
  /// The greatest multiple of the step, in units; below `lower` where there is no number at all.
  var upper: Int128
  /// Whether a keyword sets the bound; otherwise it is a choice of ours.
  var hasLower: Bool
  var hasUpper: Bool

  /// Where no bound is given, whole numbers go just beyond what every JSON reader keeps exactly (2⁵³ − 1, RFC 7493
  /// section 2.2), and fractions stay within 12 digits.
  private static let integerReach: Int128 = 9_007_199_254_740_993
  private static let fractionReach: Int128 = 1_000_000_000_000
  static let fractionDigits = 2
  private static let largest: Int128 = 1 << 100

  /// Takes keywords together.
  ///
  /// - Parameters:
  ///   - keywords: What the numbers have to satisfy together.
  ///   - onlyIntegers: Whether fractions are left out.
  ///   - digits: How many digits fractions have behind the point where no keyword asks for more.
  init?(_ keywords: [NumericKeywords], onlyIntegers: Bool, digits: Int = fractionDigits) {
    let lowers = keywords.flatMap { [($0.exact.minimum, false), ($0.exact.exclusiveMinimum, true)] }
    let uppers = keywords.flatMap { [($0.exact.maximum, false), ($0.exact.exclusiveMaximum, true)] }
    let multiples = keywords.compactMap(\.exact.multipleOf)
    let bounds = (lowers + uppers).compactMap(\.0)
    var exponent = onlyIntegers ? 0 : -digits
    for decimal in bounds + multiples { exponent = min(exponent, decimal.exponent) }
    guard exponent >= -25 else { return nil }
    self.exponent = exponent

    var step: Int128 = 1
    if onlyIntegers {
      guard let one = Self.units(of: Decimal(isNegative: false, digits: [1], exponent: 0), exponent)
      else { return nil }
      step = one
    }
    for multiple in multiples {
      guard let size = Self.units(of: multiple, exponent), size > 0, let common = Self.leastCommon(step, size)
      else { return nil }
      step = common
    }
    self.step = step

    var lower: Int128?
    for case (let bound?, let isExclusive) in lowers {
      guard let units = Self.units(of: bound, exponent) else { return nil }
      let least = Self.ceiling(isExclusive ? units + 1 : units, step)
      lower = max(lower ?? least, least)
    }
    var upper: Int128?
    for case (let bound?, let isExclusive) in uppers {
      guard let units = Self.units(of: bound, exponent) else { return nil }
      let most = -Self.ceiling(-(isExclusive ? units - 1 : units), step)
      upper = min(upper ?? most, most)
    }
    hasLower = lower != nil
    hasUpper = upper != nil
    let reach = Self.reach(onlyIntegers: onlyIntegers, exponent: exponent, step: step)
    self.lower = lower ?? -Self.ceiling(max(reach, -(upper ?? 0) + reach), step)
    self.upper = upper ?? Self.ceiling(max(reach - step, (lower ?? 0) + reach), step)
    if lower == nil, let upper { self.lower = min(self.lower, upper) }
  }

  private static func reach(onlyIntegers: Bool, exponent: Int, step: Int128) -> Int128 {
    let whole = onlyIntegers ? integerReach : fractionReach
    let scale = exponent < 0 ? power(-exponent) ?? 1 : 1
    let (scaled, overflow) = whole.multipliedReportingOverflow(by: scale)
    let reach = overflow ? largest : onlyIntegers ? scaled : min(scaled, fractionReach)
    return max(reach / step, 1) * step
  }

  /// The number at a place of the grid.
  func number(_ units: Int128) -> JSONNumber { Self.number(units, exponent: exponent) }

  /// A number that is on no place of the grid, nearest to a place of it; a whole one where the grid has room.
  func between(_ units: Int128) -> JSONNumber {
    guard step > 1 else { return Self.number(units * 10 + 5, exponent: exponent - 1) }
    let one = max(1, Self.units(of: Decimal(isNegative: false, digits: [1], exponent: 0), exponent) ?? 1)
    let distance = one < step ? one : 1
    return number(units + distance <= upper || !hasUpper ? units + distance : units - distance)
  }
}

extension NumberGrid {
  static func units(of decimal: Decimal, _ exponent: Int) -> Int128? {
    guard let scale = power(decimal.exponent - exponent) else { return decimal.digits.isEmpty ? 0 : nil }
    var result: Int128 = 0
    for digit in decimal.digits {
      result = result * 10 + Int128(digit)
      guard result < largest else { return nil }
    }
    let (scaled, overflow) = result.multipliedReportingOverflow(by: scale)
    guard !overflow, scaled < largest else { return nil }
    return decimal.isNegative ? -scaled : scaled
  }

  private static func power(_ exponent: Int) -> Int128? {
    guard (0...30).contains(exponent) else { return nil }
    return (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// The least multiple of `step` at or above `value`.
  static func ceiling(_ value: Int128, _ step: Int128) -> Int128 {
    let remainder = value % step
    if remainder == 0 { return value }
    return value > 0 ? value - remainder + step : value - remainder
  }

  private static func leastCommon(_ left: Int128, _ right: Int128) -> Int128? {
    var (a, b) = (left, right)
    while b != 0 { (a, b) = (b, a % b) }
    let (product, overflow) = (left / a).multipliedReportingOverflow(by: right)
    return overflow || product >= largest ? nil : product
  }

  /// Writes units times a power of ten without an exponent, and without zeros at the end of a fraction.
  static func number(_ units: Int128, exponent: Int) -> JSONNumber {
    var units = units
    var exponent = exponent
    while exponent < 0, units % 10 == 0 {
      units /= 10
      exponent += 1
    }
    var digits = String(units.magnitude)
    if exponent > 0, units != 0 { digits += String(repeating: "0", count: exponent) }
    if exponent < 0 {
      let missing = -exponent - digits.utf8.count + 1
      if missing > 0 { digits = String(repeating: "0", count: missing) + digits }
      let point = digits.index(digits.endIndex, offsetBy: exponent)
      digits = digits[..<point] + "." + digits[point...]
    }
    return JSONNumber(checkedLiteral: (units < 0 ? "-" : "") + digits)
  }
}

/// The numbers of some keywords, whole ones and fractions.
struct NumberGrids: Sendable {
  let whole: NumberGrid?
  let fractions: NumberGrid?
  /// Fractions with more digits, for readers that round; `nil` where a keyword says which fractions there are.
  let fine: NumberGrid?

  private static let fineDigits = 4

  /// The grids where no keyword says anything.
  static let free = NumberGrids([])

  /// Takes keywords together.
  init(_ keywords: [NumericKeywords]) {
    whole = NumberGrid(keywords, onlyIntegers: true)
    fractions = NumberGrid(keywords, onlyIntegers: false)
    let isFree = keywords.allSatisfy { $0.multipleOf == nil }
    fine = isFree ? NumberGrid(keywords, onlyIntegers: false, digits: Self.fineDigits) : nil
  }
}
