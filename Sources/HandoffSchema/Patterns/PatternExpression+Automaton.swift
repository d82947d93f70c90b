extension PatternExpression {
  // A step with Boolean functions costs about as much as this many of the plain construction.
  private static let lookAroundCost = 32

  /// The deterministic automaton of the texts in which the expression matches somewhere.
  ///
  /// Look-arounds that stand where the text begins or ends are taken off first: `^(?=a)(?!b)c` is `^a` without
  /// `^b` and with `^c`. Smaller automata and their intersection are cheaper than the general construction.
  func deterministic(stateLimit: Int, workLimit: Int) throws(AutomatonLimit) -> TransitionTable {
    let program = PatternProgram(self)
    if program.looks.isEmpty {
      return try SubsetConstruction.run(program, stateLimit: stateLimit, workLimit: workLimit)
    }
    if case .choice(let alternatives) = self {
      var result = Automaton.nothing
      for alternative in alternatives {
        let part = try alternative.deterministic(stateLimit: stateLimit, workLimit: workLimit)
        result = try result.union(Automaton(part), limit: stateLimit)
      }
      return result.table
    }
    if let (looks, rest) = takingOffLooks() {
      var parts = [Automaton(try rest.deterministic(stateLimit: stateLimit, workLimit: workLimit))]
      for look in looks {
        let place = PatternExpression.place(look.direction == .ahead ? .textStart : .textEnd)
        let whole = PatternExpression.sequence(
          look.direction == .ahead ? [place] + look.body.parts : look.body.parts + [place])
        let part = Automaton(try whole.deterministic(stateLimit: stateLimit, workLimit: workLimit))
        parts.append(look.isNegated ? part.complement : part)
      }
      return try Automaton.intersection(of: parts, limit: stateLimit).table
    }
    return try LookAroundConstruction.run(
      program, stateLimit: stateLimit, workLimit: workLimit / Self.lookAroundCost)
  }

  private var parts: [PatternExpression] {
    if case .sequence(let parts) = self { return parts }
    return [self]
  }

  /// Splits off the look-aheads right after a leading `^` and the look-behinds right before a closing `$`.
  private func takingOffLooks() -> (looks: [PatternLook], rest: PatternExpression)? {
    var parts = self.parts
    var looks: [PatternLook] = []
    if parts.first == .place(.textStart) {
      while parts.count > 1, case .look(let look) = parts[1], look.direction == .ahead {
        looks.append(look)
        parts.remove(at: 1)
      }
    }
    if parts.last == .place(.textEnd) {
      while parts.count > 1, case .look(let look) = parts[parts.count - 2], look.direction == .behind {
        looks.append(look)
        parts.remove(at: parts.count - 2)
      }
    }
    return looks.isEmpty ? nil : (looks, .sequence(parts))
  }
}
