import HandoffSchema

/// Texts of a pattern whose characters are plain: each is one byte and needs no escape.
enum BytePattern {
  enum Part: Sendable {
    case bytes(Range<Int>)
    /// One of several bytes.
    case one(of: Range<Int>)
    case sequence(Range<Int>)
    case choice(Range<Int>)
    /// The part at an index, several times.
    case repetition(Int, atLeast: Int, atMost: Int)
  }

  /// Repetitions without an end go this far beyond their beginning.
  private static let reach = 8
  private static let longest = 4_096

  /// Puts a pattern into a pool; `nil` where not all of its texts have a length in the range, or where there is more
  /// to it.
  static func part(of pattern: Pattern, lengths: ClosedRange<Int>, in pool: inout BytePool) -> Part? {
    let expression = PatternText.withoutAnchors(pattern.expression)
    guard let (least, most) = self.lengths(of: expression), least >= lengths.lowerBound,
      most <= min(lengths.upperBound, longest)
    else { return nil }
    return part(expression, &pool)
  }

  private static func part(_ expression: PatternExpression, _ pool: inout BytePool) -> Part? {
    switch expression {
    case .empty: return .bytes(0..<0)
    case .character(let scalar): return .bytes(pool.add([UInt8(scalar)]))
    case .set(let set): return .one(of: pool.add(plain(set)))
    case .sequence(let expressions):
      return .sequence(pool.add(parts: expressions.compactMap { part($0, &pool) }))
    case .choice(let expressions):
      return .choice(pool.add(parts: expressions.compactMap { part($0, &pool) }))
    case .repetition(let body, let atLeast, let atMost):
      guard let part = part(body, &pool) else { return nil }
      let index = pool.add(parts: [part]).lowerBound
      return .repetition(index, atLeast: atLeast, atMost: atMost ?? atLeast + reach)
    case .look, .place: return nil
    }
  }

  private static func plain(_ set: CodePointSet) -> [UInt8] {
    let members = ReadableClass(set)
    return (0..<members.plainCount).map { members[$0].value }.filter(isPlain).map { UInt8($0) }
  }

  private static func isPlain(_ scalar: UInt32) -> Bool {
    (0x20..<0x7F).contains(scalar) && scalar != 0x22 && scalar != 0x5C
  }

  /// The least and the greatest length; `nil` where some character is not plain, or the pattern looks around.
  private static func lengths(of expression: PatternExpression) -> (least: Int, most: Int)? {
    switch expression {
    case .empty: return (0, 0)
    case .character(let scalar): return isPlain(scalar) ? (1, 1) : nil
    case .set(let set): return plain(set).isEmpty ? nil : (1, 1)
    case .sequence(let expressions):
      let all = expressions.compactMap(lengths)
      guard all.count == expressions.count else { return nil }
      return all.reduce((0, 0)) { (capped($0.0, $1.least), capped($0.1, $1.most)) }
    case .choice(let expressions):
      let all = expressions.compactMap(lengths)
      guard all.count == expressions.count, !all.isEmpty else { return nil }
      return (all.map(\.least).min() ?? 0, all.map(\.most).max() ?? 0)
    case .repetition(let body, let atLeast, let atMost):
      guard let (least, most) = lengths(of: body) else { return nil }
      return (product(atLeast, least), product(atMost ?? atLeast + reach, most))
    case .look, .place: return nil
    }
  }

  private static func capped(_ one: Int, _ other: Int) -> Int { min(longest + 1, one + other) }

  private static func product(_ count: Int, _ length: Int) -> Int {
    let (product, overflow) = count.multipliedReportingOverflow(by: length)
    return overflow ? longest + 1 : min(longest + 1, product)
  }

  /// Writes a text, without quotes.
  static func write(_ part: Part, _ pool: BytePool, _ random: inout SplitMix64, _ bytes: inout [UInt8]) {
    switch part {
    case .bytes(let plain): pool.append(plain, to: &bytes)
    case .one(let members): bytes.append(pool.bytes[members.lowerBound + random.below(members.count)])
    case .sequence(let parts): for index in parts { write(pool.parts[index], pool, &random, &bytes) }
    case .choice(let parts):
      write(pool.parts[parts.lowerBound + random.below(parts.count)], pool, &random, &bytes)
    case .repetition(let body, let atLeast, let atMost):
      let count = atLeast + random.below(min(atMost - atLeast, reach * 2) + 1)
      for _ in 0..<count { write(pool.parts[body], pool, &random, &bytes) }
    }
  }
}
