// Formats that assert. Their sets are known only through a checker, so a string is found by trying samples,
// and emptiness is proved only through a regular language that is known to hold the whole format.
extension WitnessSearch {
  mutating func formatStrings(
    _ problem: StringProblem, _ language: Automaton, _ literals: [Formula], _ wanted: Int
  ) -> Values {
    var names: [String] = []
    for literal in problem.formats {
      if case .format(let name)? = arena.atom(literal) { names.append(name) }
    }
    var candidates = FormatConstraint.samples
    if let words = try? language.words(
      24, minLength: problem.lower, maxLength: problem.upper == .max ? nil : problem.upper)
    {
      candidates += words
    }
    var result = Values(isComplete: false)
    for candidate in candidates where result.list.count < wanted {
      let value = JSONValue.string(candidate)
      if literals.allSatisfy({ arena.holds($0, for: value) }), !result.list.contains(value) {
        result.list.append(value)
      }
    }
    if result.list.count < wanted { result.unknown = .format(names.first ?? "") }
    return result
  }
}
