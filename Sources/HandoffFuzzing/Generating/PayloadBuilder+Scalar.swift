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
    // Only the length is noted, not how it was found, so that it can be lowered step by step.
    let usual = min(most, max(least, least + size.breadth * 8))
    let reach = min(most, Self.longestText)
    let wanted =
      switch draws.unrecorded(below: 6) {
      case 0: least
      case 1: least + 1
      case 2 where most <= Self.longestText: most
      case 3 where most <= Self.longestText: most - 1
      default: least + draws.unrecorded(below: usual - least + 1)
      }
    let choice = UInt64(max(least, min(wanted, reach)) - least)
    let length = least + Int(draws.force(choice, through: UInt64(reach - least)))
    return TextSamples.text(style: style, length: length, seed: draws.number(through: 0xFFFF))
  }

  /// A text that every one of the patterns matches somewhere; now and then one of the greatest length.
  mutating func sample(_ patterns: [Pattern], lengths: ClosedRange<Int>) throws(DeadEnd) -> String {
    let fillsUp = lengths.upperBound <= Self.longestSample && draws.flag(1, in: 6)
    var sampler: WordSampler?
    if fillsUp { sampler = try plan.patterns.sampler(of: patterns, least: lengths.upperBound) }
    if sampler == nil { sampler = try plan.patterns.sampler(of: patterns, least: lengths.lowerBound) }
    // A text of thousands of choices says no more than one of hundreds, and takes for ever to make smaller.
    var choicesLeft = Self.choicesPerText
    let text = sampler?.sample(maxLength: lengths.upperBound) { count in
      choicesLeft -= 1
      return choicesLeft >= 0 ? draws.below(count) : 0
    }
    guard let text else { throw .contradiction("no text of an allowed length matches the pattern") }
    return text
  }

  /// Beyond these the simplest alternative is taken.
  private static let choicesPerText = 512

  /// Samplers of a given length take memory in proportion to it.
  private static let longestSample = 256
}

extension NumberGrid {
  /// Chooses a place on the grid: at and beside the bounds, near zero, or anywhere.
  ///
  /// What is noted is the distance from the place nearest to zero, so that a number can be lowered step by
  /// step: even for places above it, odd for places below it, and plain where one side is all there is.
  func place(_ draws: inout Draws, breadth: Int) -> Int128 {
    let zero = min(max(Self.ceiling(0, step), lower), upper)
    let above = UInt64(clamping: (upper - zero) / step) >> 1
    let below = UInt64(clamping: (zero - lower) / step) >> 1
    let choice = choice(&draws, breadth: breadth, zero: zero)
    if lower == zero { return zero + Int128(draws.force(choice, through: 2 * above + 1)) * step }
    if upper == zero { return zero - Int128(draws.force(choice, through: 2 * below + 1)) * step }
    let found = draws.force(choice, through: .max)
    let distance = Int128(found >> 1) * step
    return found % 2 == 0 ? min(zero + distance, upper) : max(zero - distance - step, lower)
  }

  private func choice(_ draws: inout Draws, breadth: Int, zero: Int128) -> UInt64 {
    let place: Int128
    switch draws.unrecorded(below: 8) {
    case 0: place = zero
    case 1: place = hasLower ? lower : zero - step
    case 2: place = hasUpper ? upper : zero + step
    case 3: place = hasLower ? lower + step : zero + 2 * step
    case 4: place = hasUpper ? upper - step : zero
    case 5, 6: place = near(zero, reach: Int128(breadth * 50), &draws)
    default: place = near(zero, reach: Int128(Int32.max), &draws)
    }
    let inside = min(max(place, lower), upper)
    let steps = UInt64(clamping: (inside > zero ? inside - zero : zero - inside) / step)
    if lower == zero || upper == zero { return steps }
    guard steps > 0, steps < 1 << 62 else { return 0 }
    return inside > zero ? steps * 2 : steps * 2 - 1
  }

  /// A place within reach of the zero, on either side as far as there is one.
  private func near(_ zero: Int128, reach: Int128, _ draws: inout Draws) -> Int128 {
    let above = min((upper - zero) / step, reach)
    let below = min((zero - lower) / step, reach)
    let span = Int(clamping: above + below)
    return zero + (Int128(draws.unrecorded(below: span + 1)) - below) * step
  }
}
