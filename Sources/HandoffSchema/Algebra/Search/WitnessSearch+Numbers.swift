// Numbers: an interval, divisors, non-divisors and finite sets.
extension WitnessSearch {
  private static let enumerationLimit = 2_000

  mutating func numbers(_ literals: [Formula], _ wanted: Int) -> Values {
    var range = NumberRange()
    var divisors: [Decimal] = []
    var nonDivisors: [Decimal] = []
    var finite: [Decimal]?
    for literal in literals {
      switch (arena.atom(literal), literal.isNegated) {
      case (.below(let bound, let orEqual), false): range.limitAbove(bound, isClosed: orEqual)
      case (.below(let bound, let orEqual), true): range.limitBelow(bound, isClosed: !orEqual)
      case (.multiple(let divisor), false): divisors.append(divisor)
      case (.multiple(let divisor), true): nonDivisors.append(divisor)
      case (.number(let values), false):
        finite = finite.map { known in known.filter { values.contains($0) } } ?? values
      default: break
      }
    }
    if range.isEmpty { return .empty }
    if finite == nil, let only = range.onlyValue { finite = [only] }
    if let finite {
      return filtered(finite, literals, wanted, isComplete: true)
    }
    guard !divisors.isEmpty else {
      // Infinitely many, and densely so: finitely many exceptions and multiples cannot cover them.
      let candidates = range.candidates(
        finerThan: nonDivisors, count: wanted + literals.count + exceptions(literals))
      let values = filtered(candidates, literals, wanted, isComplete: false)
      return values.list.isEmpty ? .undecided(.numberRange) : values
    }
    var step = divisors[0]
    for divisor in divisors.dropFirst() {
      guard let common = Decimal.leastCommonMultiple(step, divisor) else { return .undecided(.numberRange) }
      step = common
    }
    if nonDivisors.contains(where: { step.isMultiple(of: $0) }) { return .empty }
    return multiples(of: step, in: range, literals, wanted)
  }

  private func exceptions(_ literals: [Formula]) -> Int {
    literals.reduce(0) { count, literal in
      if case .number(let values)? = arena.atom(literal) { count + values.count } else { count }
    }
  }

  private mutating func multiples(
    of step: Decimal, in range: NumberRange, _ literals: [Formula], _ wanted: Int
  ) -> Values {
    let limit = Self.enumerationLimit + exceptions(literals)
    var values = Values.empty
    var tried = 0
    let isComplete = range.forEachMultiple(of: step, limit: limit) { candidate in
      tried += 1
      let value = JSONValue.number(JSONNumber(candidate))
      if literals.allSatisfy({ arena.mayHold($0, for: value) }) { values.list.append(value) }
      return values.list.count < wanted
    }
    _ = budget.spend(tried / 16)
    guard let isComplete else { return .undecided(.numberRange) }
    values.isComplete = isComplete
    if values.list.count < wanted, !isComplete { values.unknown = .combinationLimit(limit) }
    return values
  }

  private mutating func filtered(
    _ candidates: [Decimal], _ literals: [Formula], _ wanted: Int, isComplete: Bool
  ) -> Values {
    var values = Values.empty
    values.isComplete = isComplete
    for candidate in candidates {
      let value = JSONValue.number(JSONNumber(candidate))
      guard literals.allSatisfy({ arena.mayHold($0, for: value) }) else { continue }
      values.list.append(value)
      if values.list.count >= wanted {
        values.isComplete = false
        break
      }
    }
    _ = budget.spend(candidates.count / 16)
    return values
  }
}
