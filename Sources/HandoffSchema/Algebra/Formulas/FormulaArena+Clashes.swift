// Contradictions that two or a few constraints show at a glance. Never needed for a verdict, since the solvers
// find them too; they keep formulas small and branches few.
extension FormulaArena {
  private static let finiteLimit = 64
  /// Among more constraints two on one element are not looked for.
  private static let itemLimit = 4_096

  /// Says whether a signed constraint contradicts others that are asserted with it; a "no" proves nothing.
  mutating func clashes(_ literal: Formula, with others: [Formula]) -> Bool {
    guard looksForClashes else { return false }
    let summary = summaries[literal.index]
    switch summary.kind {
    case .none: return false
    case .shorter, .fewerItems, .fewerMembers: return countClashes(literal, summary, others)
    case .below, .multiple: return numberClashes(literal, summary, others)
    case .numbers, .strings: return finiteClashes(literal, summary, others)
    case .item: return itemClashes(literal, summary, others)
    case .members: return memberClashes(literal, summary, others)
    }
  }

  /// Fewer than one number, and at least another that is not below it.
  private func countClashes(_ literal: Formula, _ summary: AtomSummary, _ others: [Formula]) -> Bool {
    for other in others where other.isNegated != literal.isNegated {
      let opposite = summaries[other.index]
      guard opposite.kind == summary.kind else { continue }
      let (fewer, least) =
        literal.isNegated ? (opposite.number, summary.number) : (summary.number, opposite.number)
      if fewer <= least { return true }
    }
    return summary.kind == .shorter && finiteClashes(literal, summary, others)
  }

  private func numberClashes(_ literal: Formula, _ summary: AtomSummary, _ others: [Formula]) -> Bool {
    for other in others where other.isNegated != literal.isNegated {
      guard summaries[other.index].kind == summary.kind else { continue }
      let (positive, negative) = literal.isNegated ? (other, literal) : (literal, other)
      switch (atom(positive), atom(negative)) {
      case (.below(let upper, let isClosed), .below(let lower, let isOpen)):
        if upper < lower || (upper == lower && (isOpen || !isClosed)) { return true }
      case (.multiple(let step), .multiple(let divisor)):
        if step.isMultiple(of: divisor) { return true }
      default: break
      }
    }
    return finiteClashes(literal, summary, others)
  }

  /// A finite set none of whose members satisfies the other constraints.
  private func finiteClashes(_ literal: Formula, _ summary: AtomSummary, _ others: [Formula]) -> Bool {
    let isNumber = summary.kind != .strings && summary.kind != .shorter
    let kind = isNumber ? AtomSummary.Kind.numbers : .strings
    let sets = others + [literal]
    guard let set = sets.first(where: { !$0.isNegated && summaries[$0.index].kind == kind }) else {
      return false
    }
    let members: [JSONValue]
    switch atom(set) {
    case .number(let values): members = values.prefix(Self.finiteLimit + 1).map { .number(JSONNumber($0)) }
    case .string(let values): members = values.prefix(Self.finiteLimit + 1).map { .string($0.string) }
    default: return false
    }
    guard members.count <= Self.finiteLimit else { return false }
    return members.allSatisfy { member in
      sets.contains { summaries[$0.index].kind != .none && !mayHold($0, for: member) }
    }
  }

  /// An element at a place that can be nothing.
  private mutating func itemClashes(
    _ literal: Formula, _ summary: AtomSummary, _ others: [Formula]
  ) -> Bool {
    guard others.count <= Self.itemLimit else { return false }
    var shape = literal.isNegated ? !self[summary.shape] : self[summary.shape]
    var isPresent = literal.isNegated
    for other in others {
      let part = summaries[other.index]
      guard part.kind == .item, part.number == summary.number else { continue }
      shape = and(shape, other.isNegated ? !self[part.shape] : self[part.shape])
      isPresent = isPresent || other.isNegated
    }
    return isPresent && shape == .none
  }

  private mutating func memberClashes(
    _ literal: Formula, _ summary: AtomSummary, _ others: [Formula]
  ) -> Bool {
    if literal.isNegated {
      return isObligationVoid(summary, others + [literal])
    }
    for other in others where other.isNegated {
      let obligation = summaries[other.index]
      guard obligation.kind == .members, covers(summary, obligation) else { continue }
      if isObligationVoid(obligation, others + [literal]) { return true }
    }
    return false
  }

  /// Says whether no member of the names can be what it must be.
  private mutating func isObligationVoid(_ obligation: AtomSummary, _ literals: [Formula]) -> Bool {
    var shape = !self[obligation.shape]
    for other in literals where !other.isNegated {
      let universal = summaries[other.index]
      guard universal.kind == .members, covers(universal, obligation) else { continue }
      shape = and(shape, self[universal.shape])
      if shape == .none { return true }
    }
    return false
  }

  /// Says whether a constraint on members reaches all members that an obligation may use.
  private func covers(_ universal: AtomSummary, _ obligation: AtomSummary) -> Bool {
    if universal.number == obligation.number { return true }
    guard obligation.isOneName, !universal.isOneName else { return false }
    let names = Formula(raw: Int32(truncatingIfNeeded: obligation.number))
    guard let name = ObjectProblem.onlyName(names, in: self) else { return false }
    return surelyHolds(Formula(raw: Int32(truncatingIfNeeded: universal.number)), for: .string(name.string))
  }
}
