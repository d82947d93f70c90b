/// The signed constraints on a string, sorted out.
struct StringProblem {
  var lower = 0
  var upper = Int.max
  var finite: [ExactString]?
  var excluded: Set<ExactString> = []
  /// Patterns and formats, each with its sign.
  var patterns: [Formula] = []
  var formats: [Formula] = []

  mutating func add(_ literal: Formula, in arena: borrowing FormulaArena) {
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
}
