import HandoffSchema

extension PayloadBuilder {
  /// Builds a number: mostly at and beside the bounds, else small, else anywhere.
  mutating func number(for demand: inout Demand) throws(DeadEnd) -> JSONNumber {
    let allowsFractions = demand.types.contains(TypeSet(rawValue: 8))
    let allowsIntegers = demand.types.contains(.integer)
    let grids = demand.grids ?? (demand.numeric.isEmpty ? NumberGrids.free : NumberGrids(demand.numeric))
    var whole = allowsIntegers ? grids.whole : nil
    if let found = whole, found.lower > found.upper { whole = nil }
    var wantsFraction = !allowsIntegers
    if allowsFractions, let whole {
      // Between bounds that hold one whole number only, fractions are the rule.
      wantsFraction = draws.flag(whole.lower == whole.upper ? 3 : 1, in: 4)
    } else if allowsFractions {
      wantsFraction = true
    }
    guard var grid = wantsFraction ? grids.fractions : whole else {
      return try bound(of: &demand)
    }
    if wantsFraction, let fine = grids.fine, fine.exponent < grid.exponent, draws.flag(1, in: 6) {
      grid = fine
    }
    guard grid.lower <= grid.upper else { throw .contradiction("no number lies within the bounds") }
    if !allowsIntegers { demand.needsCheck = true }
    let found = grid.place(&draws, breadth: size.breadth, recent: recentNumbers)
    if grid.exponent == 0 { remember(Int(clamping: found)) }
    // The zero of a fraction is the one that has a sign.
    if found == 0, wantsFraction, whole != nil { return JSONNumber(literal: "-0") ?? JSONNumber(0) }
    return grid.number(found)
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
    if let refused = demand.refused.first {
      let texts = plan.patterns.texts(refusedBy: refused, least: least, most: min(most, Self.longestText))
      if !texts.isEmpty, draws.flag(1, in: 2), let text = draws.element(of: texts) { return text }
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
    let samples = TextSamples(least: least, most: min(most, Self.longestText), breadth: size.breadth)
    let recent = recentTexts
    let scalars = draws.scalars(length: least...max(least, min(most, Self.longestText))) { random in
      // Equal texts in fields of one type are a case of their own.
      if !recent.isEmpty, random.below(6) == 0 {
        let text = recent[random.below(recent.count)]
        if text.count >= least, text.count <= most { return text }
      }
      return samples.pick(&random)
    }
    let text = Draws.text(scalars)
    remember(scalars, text)
    return text
  }

  /// A text that every one of the patterns matches somewhere; now and then one that came before.
  mutating func sample(_ patterns: [Pattern], lengths: ClosedRange<Int>) throws(DeadEnd) -> String {
    let start = draws.mark
    let recent = recentSamples.first { sample in
      sample.sources.elementsEqual(patterns) { $0.hasSameCodePoints(as: $1.source) }
    }
    // Equal texts in fields of one pattern are a case of their own: an identifier that comes twice.
    if let recent, draws.unrecorded(below: 6) == 1 {
      draws.take(recent.choices)
    }
    defer { draws.take([]) }
    let text = try drawn(patterns, lengths: lengths)
    remember(patterns.map(\.source), draws.choices(since: start))
    return text
  }

  /// A text that every one of the patterns matches somewhere; now and then one of the greatest length.
  private mutating func drawn(_ patterns: [Pattern], lengths: ClosedRange<Int>) throws(DeadEnd) -> String {
    if patterns.count == 1, let writer = plan.patterns.writer(of: patterns[0]) {
      let mark = draws.mark
      if let text = writer.text(lengths: lengths, breadth: size.breadth, &draws) { return text }
      draws.rewind(to: mark)
    }
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
  /// Chooses a number of the grid: at and beside the bounds, near zero, or anywhere; the nearer to zero, the
  /// simpler.
  func place(_ draws: inout Draws, breadth: Int, recent: [Int] = []) -> Int128 {
    let zero = min(max(Self.ceiling(0, step), lower), upper)
    let below = (zero - lower) / step
    let above = (upper - zero) / step
    let range = -Int(clamping: below)...Int(clamping: above)
    let distance = draws.integer(in: range) { random in
      // Numbers that are equal or neighbours are a case of their own.
      if !recent.isEmpty, random.below(8) == 0 {
        let near = Int128(recent[random.below(recent.count)]) + Int128(random.below(3) - 1)
        return Int(clamping: min(max((near - zero) / step, -below), above))
      }
      return pick(zero, below, above, breadth, &random)
    }
    return zero + Int128(distance) * step
  }

  /// Beside the largest number that every JSON reader keeps exactly (the first three), and the ends of common integer
  /// types.
  private static let edges: [Int128] = [
    (1 << 53) - 1, 1 << 53, (1 << 53) + 1, -(1 << 53) - 1, (1 << 31) - 1, 1 << 31, (1 << 15), 255, 256, -128,
  ]

  /// A distance from zero, in steps.
  private func pick(
    _ zero: Int128, _ below: Int128, _ above: Int128, _ breadth: Int, _ random: inout SplitMix64
  ) -> Int {
    let place: Int128
    switch random.below(9) {
    case 0: place = 0
    case 1: place = hasLower ? -below : -1
    case 2: place = hasUpper ? above : 1
    case 3: place = hasLower ? 1 - below : 2
    // Without a bound, what a reader with doubles takes for its neighbour comes often enough to be met in a short run.
    case 4: place = hasUpper ? above - 1 : (Self.edges[random.below(3)] - zero) / step
    case 5: place = (Self.edges[random.below(Self.edges.count)] - zero) / step
    case 6, 7: place = Self.near(below, above, reach: Int128(breadth * 50), &random)
    default: place = Self.near(below, above, reach: Int128(Int32.max), &random)
    }
    return Int(clamping: min(max(place, -below), above))
  }

  /// A distance within reach, on either side as far as there is one.
  private static func near(
    _ below: Int128, _ above: Int128, reach: Int128, _ random: inout SplitMix64
  ) -> Int128 {
    let (down, up) = (min(below, reach), min(above, reach))
    return Int128(random.below(Int(clamping: down + up + 1))) - down
  }
}
