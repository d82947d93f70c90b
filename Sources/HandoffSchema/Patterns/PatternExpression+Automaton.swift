extension PatternExpression {
  // A step with Boolean functions costs about as much as this many of the plain construction.
  private static let lookAroundCost = 32

  /// The deterministic automaton of the texts in which the expression matches somewhere.
  ///
  /// `workLimit` is the most steps that all constructions together may take.
  func deterministic(stateLimit: Int, workLimit: Int) throws(AutomatonLimit) -> TransitionTable {
    var budget = ConstructionBudget(states: stateLimit, work: workLimit)
    return try deterministic(&budget)
  }

  /// Takes the expression apart where that is possible and makes the parts deterministic.
  ///
  /// Look-arounds that stand where the text begins or ends are taken off first: `^(?=a)(?!b)c` is `^a` without
  /// `^b` and with `^c`. Smaller automata and their intersection are cheaper than the general construction.
  private func deterministic(_ budget: inout ConstructionBudget) throws(AutomatonLimit) -> TransitionTable {
    let program = PatternProgram(self)
    try budget.spend(program.steps.count)
    if program.looks.isEmpty {
      let table = try SubsetConstruction.run(
        program, stateLimit: budget.states, workLimit: budget.workLeft)
      try budget.spend(table.next.count)
      return table
    }
    if case .choice(let alternatives) = self {
      var result = Automaton.nothing
      for alternative in alternatives {
        let part = Automaton(try alternative.deterministic(&budget))
        try budget.spendOnProduct(result, part)
        result = try result.union(part, limit: budget.states)
      }
      return result.table
    }
    if let (looks, rest) = takingOffLooks() {
      var result = Automaton(try rest.deterministic(&budget))
      for look in looks {
        let whole =
          look.direction == .ahead
          ? PatternExpression.sequence([.place(.textStart)] + look.body.parts)
          : PatternExpression.sequence(look.body.parts + [.place(.textEnd)])
        let part = Automaton(try whole.deterministic(&budget))
        try budget.spendOnProduct(result, part)
        result = try result.intersection(look.isNegated ? part.complement : part, limit: budget.states)
      }
      return result.table
    }
    let table = try LookAroundConstruction.run(
      program, stateLimit: budget.states, workLimit: budget.workLeft / Self.lookAroundCost)
    try budget.spend(table.next.count * Self.lookAroundCost)
    return table
  }

  private var parts: [PatternExpression] {
    if case .sequence(let parts) = self { return parts }
    return [self]
  }

  /// Splits off the look-aheads right after a leading `^` and the look-behinds right before a closing `$`.
  private func takingOffLooks() -> (looks: [PatternLook], rest: PatternExpression)? {
    let parts = self.parts
    var looks: [PatternLook] = []
    var rest = parts[...]
    if rest.first == .place(.textStart) {
      rest.removeFirst()
      while case .look(let look) = rest.first, look.direction == .ahead {
        looks.append(look)
        rest.removeFirst()
      }
      rest = ([.place(.textStart)] + rest)[...]
    }
    if rest.last == .place(.textEnd) {
      rest.removeLast()
      while case .look(let look) = rest.last, look.direction == .behind {
        looks.append(look)
        rest.removeLast()
      }
      rest.append(.place(.textEnd))
    }
    return looks.isEmpty ? nil : (looks, .sequence(Array(rest)))
  }
}

/// What the constructions for one expression may take together.
private struct ConstructionBudget {
  /// The most states of each automaton.
  let states: Int
  private(set) var workLeft: Int
  private let work: Int

  init(states: Int, work: Int) {
    self.states = states
    self.work = work
    workLeft = work
  }

  mutating func spend(_ steps: Int) throws(AutomatonLimit) {
    workLeft -= steps
    if workLeft < 0 { throw AutomatonLimit(.steps, limit: work) }
  }

  // No more pairs are made than the cap on states allows.
  mutating func spendOnProduct(_ left: Automaton, _ right: Automaton) throws(AutomatonLimit) {
    let pairs = left.stateCount * right.stateCount
    try spend(8 * min(pairs, states))
  }
}
