// Strings: lengths, patterns, finite sets, and formats where they assert.
extension WitnessSearch {
  /// The longest string that is built, in code points.
  private static let lengthLimit = 1_000_000
  /// How many words of a pattern are tried where all patterns together are too much, and their greatest length.
  private static let sampleCount = 16
  private static let sampleLength = 2_000

  mutating func strings(_ literals: [Formula], _ wanted: Int) -> Values {
    var problem = StringProblem()
    for literal in literals { problem.add(literal, in: arena) }
    if problem.lower > problem.upper { return .empty }
    if let finite = problem.finite {
      let members = finite.map { JSONValue.string($0.string) }.filter { value in
        literals.allSatisfy { arena.mayHold($0, for: value) }
      }
      return Values(list: members)
    }
    if problem.patterns.isEmpty && problem.formats.isEmpty {
      return plainStrings(problem.lower, problem.upper, problem.excluded, wanted)
    }
    return languageStrings(problem, literals, wanted)
  }

  /// Strings of which only the length is limited.
  private mutating func plainStrings(
    _ lower: Int, _ upper: Int, _ excluded: Set<ExactString>, _ wanted: Int
  ) -> Values {
    if lower > Self.lengthLimit { return .undecided(.witnessTooLarge("\(lower) characters")) }
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

  /// Strings that patterns allow; with asserting formats, candidates and proofs from what is known of them.
  private mutating func languageStrings(_ problem: StringProblem, _ literals: [Formula], _ wanted: Int)
    -> Values
  {
    do {
      let language = try languages.language(of: problem.patterns, in: arena, budget: &budget)
      if language.isEmpty { return .empty }
      guard let range = language.lengthRange, range.min <= problem.upper, range.max ?? .max >= problem.lower
      else { return .empty }
      if problem.lower > Self.lengthLimit {
        return .undecided(.witnessTooLarge("\(problem.lower) characters"))
      }
      if !problem.formats.isEmpty { return try formatStrings(problem, language, literals, wanted) }
      return try words(of: language, problem, wanted)
    } catch {
      if let reason = budget.exhausted { return .undecided(reason) }
      let reason: UndecidedReason =
        error.resource == .states ? .patternStates(limit: error.limit) : .patternWork(limit: error.limit)
      return samples(problem, literals, beside: reason, wanted)
    }
  }

  /// Words of each pattern alone that the others allow too: a witness is often among them where the automaton of
  /// all together is too large.
  private mutating func samples(
    _ problem: StringProblem, _ literals: [Formula], beside reason: UndecidedReason, _ wanted: Int
  ) -> Values {
    var result = Values.undecided(reason)
    let upper = min(problem.upper, Self.sampleLength)
    guard problem.lower <= upper else { return result }
    for pattern in problem.patterns where result.list.count < wanted {
      guard let language = try? languages.language(of: [pattern], in: arena, budget: &budget),
        let words = try? language.words(Self.sampleCount, minLength: problem.lower, maxLength: upper)
      else { continue }
      for word in words where result.list.count < wanted && budget.spend(1 + word.utf8.count) {
        let value = JSONValue.string(word)
        if literals.allSatisfy({ arena.mayHold($0, for: value) }), !result.list.contains(value) {
          result.list.append(value)
        }
      }
    }
    return result
  }
}
