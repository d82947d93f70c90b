/// The automata of combinations of patterns, each made once.
struct LanguageCache {
  private var known: [[Formula]: Result<Automaton, AutomatonLimit>] = [:]

  /// The most states of one automaton within the algebra.
  static let stateLimit = 10_000

  /// What an automaton costs that was given up.
  private static let failureSteps = 2_000

  /// The strings that all of the signed patterns allow.
  mutating func language(
    of patterns: [Formula], in arena: borrowing FormulaArena, budget: inout Budget
  ) throws(AutomatonLimit) -> Automaton {
    let key = patterns.sorted()
    if let result = known[key] { return try result.get() }
    guard budget.isInTime() else { throw AutomatonLimit(.steps, limit: 0) }
    let result: Result<Automaton, AutomatonLimit>
    do {
      let automaton = try build(key, in: arena, budget: &budget)
      result = .success(automaton)
    } catch {
      // A failure of parts is one of time, too, and then says nothing of the next question.
      guard budget.spend(Self.failureSteps), budget.isInTime() else { throw error }
      result = .failure(error)
    }
    known[key] = result
    return try result.get()
  }

  private mutating func build(
    _ patterns: [Formula], in arena: borrowing FormulaArena, budget: inout Budget
  ) throws(AutomatonLimit) -> Automaton {
    guard let last = patterns.last else { return .all }
    if patterns.count == 1 {
      guard case .matches(let pattern)? = arena.atom(last) else { return .all }
      let language = try pattern.language(limit: Self.stateLimit)
      _ = budget.spend(language.stateCount)
      return last.isNegated ? language.complement : language
    }
    // Longer combinations grow by one pattern at a time, so their prefixes are shared.
    let start = try language(of: Array(patterns.dropLast()), in: arena, budget: &budget)
    let next = try language(of: [last], in: arena, budget: &budget)
    let both = try start.intersection(next, limit: Self.stateLimit)
    _ = budget.spend(start.stateCount + next.stateCount)
    return both
  }
}
