// Strings: lengths, patterns, finite sets, and formats where they assert.
extension WitnessSearch {
  mutating func strings(_ literals: [Formula], _ wanted: Int) -> Values {
    var lower = 0
    var upper = Int.max
    var finite: [ExactString]?
    var excluded: Set<ExactString> = []
    var patterns: [Formula] = []
    var formats: [Formula] = []
    for literal in literals {
      switch (arena.atom(literal), literal.isNegated) {
      case (.shorter(let count), false): upper = min(upper, count - 1)
      case (.shorter(let count), true): lower = max(lower, count)
      case (.string(let values), false):
        finite = finite.map { known in known.filter { values.containsSorted($0) } } ?? values
      case (.string(let values), true): excluded.formUnion(values)
      case (.matches, _): patterns.append(literal)
      case (.format, _): formats.append(literal)
      default: break
      }
    }
    if lower > upper { return .empty }
    if let finite {
      let members = finite.map { JSONValue.string($0.string) }.filter { value in
        literals.allSatisfy { arena.holds($0, for: value) }
      }
      return Values(list: members)
    }
    if patterns.isEmpty && formats.isEmpty {
      return plainStrings(lower, upper, excluded, wanted)
    }
    return languageStrings(patterns, formats, literals, lower, upper, excluded, wanted)
  }

  /// Strings of which only the length is limited.
  private mutating func plainStrings(
    _ lower: Int, _ upper: Int, _ excluded: Set<ExactString>, _ wanted: Int
  ) -> Values {
    if lower > Self.sizeLimit * 10 { return .undecided(.witnessTooLarge("\(lower) characters")) }
    var result = Values.empty
    var length = lower
    while length <= upper {
      if length == 0 {
        if !excluded.contains("") { result.list.append("") }
      } else {
        var number = 0
        while result.list.count < wanted, let text = Self.text(number, length: length) {
          if !excluded.contains(ExactString(text)) { result.list.append(.string(text)) }
          number += 1
        }
      }
      if result.list.count >= wanted {
        result.isComplete = false
        return result
      }
      length += 1
    }
    return result
  }

  /// The strings of one length in a fixed order: `aa`, `ba`, … while there are any.
  private static func text(_ number: Int, length: Int) -> String? {
    var digits: [UInt32] = []
    var rest = number
    while rest > 0 {
      digits.append(UInt32(rest % 0xD700))
      rest /= 0xD700
    }
    guard digits.count <= length else { return nil }
    var scalars = String.UnicodeScalarView()
    for place in 0..<length {
      let digit = place < digits.count ? digits[place] : 0
      // Begins at "a", goes on through the planes below the surrogates, and comes back to the start.
      scalars.append(Unicode.Scalar((digit + 0x61) % 0xD700) ?? "a")
    }
    return String(scalars)
  }

  private mutating func languageStrings(
    _ patterns: [Formula], _ formats: [Formula], _ literals: [Formula], _ lower: Int, _ upper: Int,
    _ excluded: Set<ExactString>, _ wanted: Int
  ) -> Values {
    .undecided(.patternStates(limit: 0))
  }
}

/// The automata of combinations of patterns, each made once.
struct LanguageCache {
}
