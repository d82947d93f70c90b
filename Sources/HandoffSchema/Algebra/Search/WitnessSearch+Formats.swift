// Formats that assert. Most of their sets are known only through a checker: a string is then found by trying
// samples, and emptiness is proved through a regular language that is known to hold the whole format.
extension WitnessSearch {
  mutating func formatStrings(
    _ problem: StringProblem, _ patterns: Automaton, _ literals: [Formula], _ wanted: Int
  ) throws(AutomatonLimit) -> Values {
    let names = problem.formats.map { literal in
      if case .format(let name)? = arena.atom(literal) { (name, literal.isNegated) } else { ("", false) }
    }
    for (name, isNegated) in names where !isNegated {
      if names.contains(where: { $0.1 && FormatConstraint.implies(name, $0.0) }) { return .empty }
    }
    var language = patterns
    var isExact = true
    for (name, isNegated) in names {
      guard let known = FormatConstraint.language(name), known.isExact || !isNegated,
        let pattern = try? Pattern(known.pattern)
      else {
        isExact = false
        continue
      }
      isExact = isExact && known.isExact
      let format = try pattern.language(limit: LanguageCache.stateLimit)
      language = try language.intersection(
        isNegated ? format.complement : format, limit: LanguageCache.stateLimit)
    }
    guard let range = language.lengthRange, range.min <= problem.upper, range.max ?? .max >= problem.lower
    else { return .empty }
    if isExact { return try words(of: language, problem, wanted) }
    var candidates = FormatConstraint.samples
    candidates += try language.words(
      24, minLength: problem.lower, maxLength: problem.upper == .max ? nil : problem.upper)
    var result = Values(isComplete: false)
    for candidate in candidates where result.list.count < wanted {
      let value = JSONValue.string(candidate)
      if literals.allSatisfy({ arena.mayHold($0, for: value) }), !result.list.contains(value) {
        result.list.append(value)
      }
    }
    if result.list.count < wanted { result.unknown = .format(names.first?.0 ?? "") }
    return result
  }

  /// The first strings of a language that are within the other constraints.
  func words(
    of language: Automaton, _ problem: StringProblem, _ wanted: Int
  ) throws(AutomatonLimit) -> Values {
    let count = wanted + problem.excluded.count
    let upper = problem.upper == .max ? nil : problem.upper
    let words: [String]
    do {
      words = try language.words(count, minLength: problem.lower, maxLength: upper)
    } catch {
      // One word is far cheaper to find than several in order.
      guard count == 1, let word = try language.shortestWord(minLength: problem.lower, maxLength: upper)
      else {
        throw error
      }
      return Values(list: [.string(word)], isComplete: false)
    }
    var result = Values.empty
    for word in words where !problem.excluded.contains(ExactString(word)) && result.list.count < wanted {
      result.list.append(.string(word))
    }
    result.isComplete = words.count < count
    return result
  }
}
