import HandoffSchema

extension PayloadBuilder {
  /// Builds a number: mostly at and beside the bounds, else small, else anywhere.
  mutating func number(for demand: inout Demand) throws(DeadEnd) -> JSONNumber {
    let allowsFractions = demand.types.contains(TypeSet(rawValue: 8))
    let allowsIntegers = demand.types.contains(.integer)
    var whole = allowsIntegers ? NumberGrid(demand.numeric, onlyIntegers: true) : nil
    if let found = whole, found.lower > found.upper { whole = nil }
    var wantsFraction = !allowsIntegers
    if allowsFractions, let whole {
      // Between bounds that hold one whole number only, fractions are the rule.
      wantsFraction = draws.flag(whole.lower == whole.upper ? 3 : 1, in: 4)
    } else if allowsFractions {
      wantsFraction = true
    }
    guard let grid = wantsFraction ? NumberGrid(demand.numeric, onlyIntegers: false) : whole else {
      return try bound(of: &demand)
    }
    guard grid.lower <= grid.upper else { throw .contradiction("no number lies within the bounds") }
    if !allowsIntegers { demand.needsCheck = true }
    return grid.number(grid.place(&draws, breadth: size.breadth))
  }

  /// Where the bounds are beyond exact arithmetic of ours, they are the candidates themselves.
  private mutating func bound(of demand: inout Demand) throws(DeadEnd) -> JSONNumber {
    demand.needsCheck = true
    let bounds = demand.numeric.flatMap { [$0.minimum, $0.maximum, $0.multipleOf] }.compactMap(\.self)
    guard let number = draws.element(of: [JSONNumber(0)] + bounds) else { throw .refused }
    return number
  }

  /// Builds a string: by format, by pattern, or plain text.
  mutating func string(for demand: inout Demand) throws(DeadEnd) -> String {
    let least = demand.strings.compactMap(\.minLength).max() ?? 0
    let most = demand.strings.compactMap(\.maxLength).min() ?? .max
    guard least <= most else { throw .contradiction("\"minLength\" is above \"maxLength\"") }
    guard least <= Self.longestText else {
      throw .cap("the schema asks for a text of more than \(Self.longestText) code points")
    }
    let patterns = demand.strings.compactMap(\.pattern)
    if !patterns.isEmpty {
      demand.needsCheck = true
      return try sample(patterns, lengths: least...max(least, min(most, Self.longestText)))
    }
    if let format = demand.strings.compactMap(\.format).first, let samples = FormatSamples.of(format) {
      let fitting = samples.filter { (least...most).contains($0.unicodeScalars.count) }
      if let sample = draws.element(of: fitting) {
        if demand.strings.contains(where: \.formatAsserts) { demand.needsCheck = true }
        return sample
      }
      guard demand.strings.contains(where: \.formatAsserts) else {
        return text(least: least, most: most)
      }
      throw .contradiction("no sample of the format \"\(format)\" has an allowed length")
    }
    if demand.strings.contains(where: \.formatAsserts) { demand.needsCheck = true }
    return text(least: least, most: most)
  }

  /// Longer texts are not built.
  static let longestText = 65_536

  /// Plain text whose length is drawn near the bounds.
  private mutating func text(least: Int, most: Int) -> String {
    let style = draws.below(TextSamples.styleCount)
    let usual = min(most, max(least, least + size.breadth * 8))
    let length =
      switch draws.below(6) {
      case 0: least
      case 1: min(most, least + 1)
      case 2 where most <= Self.longestText: most
      case 3 where most <= Self.longestText: max(least, most - 1)
      default: least + Int(draws.number(through: UInt64(usual - least)))
      }
    return TextSamples.text(style: style, length: length, seed: draws.number(through: 0xFFFF))
  }

  /// A text that every one of the patterns matches somewhere.
  mutating func sample(_ patterns: [Pattern], lengths: ClosedRange<Int>) throws(DeadEnd) -> String {
    for _ in 0..<(draws.isReplaying ? 1 : 8) {
      let mark = draws.mark
      guard let found = try plan.language(of: patterns).sample(lengths, &draws) else {
        throw .contradiction("no text of an allowed length matches the pattern")
      }
      if patterns.allSatisfy({ $0.matches(found) }) { return found }
      draws.rewind(to: mark)
    }
    throw .refused
  }
}

extension NumberGrid {
  /// Chooses a place on the grid; the simplest is the one nearest to zero.
  func place(_ draws: inout Draws, breadth: Int) -> Int128 {
    let zero = min(max(0, lower), upper)
    let offset: Int128
    switch draws.below(8) {
    case 0: return zero
    case 1: return hasLower || hasUpper ? lower : min(zero + step, upper)
    case 2: return hasLower || hasUpper ? upper : max(zero - step, lower)
    case 3: return hasLower ? min(lower + step, upper) : zero
    case 4: return hasUpper ? max(upper - step, lower) : zero
    case 5, 6:
      offset = Int128(draws.number(through: UInt64(max(1, breadth) * 50)))
    default:
      offset = Int128(draws.number(through: UInt64(clamping: (upper - zero) / step)))
    }
    if zero + offset * step <= upper, lower == zero || draws.below(2) == 0 { return zero + offset * step }
    return max(zero - offset * step, lower)
  }
}
