// `unevaluatedProperties` without annotations: for each class of names, either the value is in the schema, or
// one of the in-place schemas that look at such names holds.
extension SchemaLowering {
  /// Names that one in-place schema looks at, under the condition that it applies.
  private struct Contribution {
    var condition: Formula
    var names: Formula
  }

  private static let patternLimit = 6

  mutating func unevaluatedMembers(_ schema: NodeID, at place: Place) -> [Formula] {
    let value = shape(of: schema, from: place)
    if value == .all { return [] }
    guard let speakers = speakers(for: place, .object) else { return [tooManySpeakers()] }
    let contributions = speakers.map {
      Contribution(condition: $0.condition, names: namesTold(by: $0, isOutermost: $0.place == place))
    }.filter { $0.names != .never }
    let always = arena.or(contributions.filter { $0.condition == .always }.map(\.names))
    let conditional = contributions.filter { $0.condition != .always }
    var names: [ExactString] = []
    for contribution in conditional { names += arena.names(in: contribution.names) }
    names = Array(Set(names)).sorted()

    var clauses: [Formula] = []
    for name in names where !arena.mayHold(always, for: .string(name.string)) {
      let covering = conditional.filter { arena.mayHold($0.names, for: .string(name.string)) }
      let isName = arena.strings(in: [name])
      clauses.append(clause(value, for: isName, unless: covering))
    }
    let others = arena.and(!always, !arena.strings(in: names))
    clauses += clausesForOthers(others, value, conditional)
    return clauses
  }

  private mutating func clause(
    _ value: Shape, for names: Formula, unless covering: [Contribution]
  ) -> Formula {
    let members = arena.members(named: names, in: value)
    return arena.or([members] + covering.map(\.condition))
  }

  /// Names that no contribution spells out, told apart by the patterns.
  private mutating func clausesForOthers(
    _ others: Formula, _ value: Shape, _ conditional: [Contribution]
  ) -> [Formula] {
    let remaining = conditional.map { arena.withoutNames($0.names) }
    var patterns: [Formula] = []
    for formula in remaining where formula != .always && formula != .never && !patterns.contains(formula) {
      patterns.append(formula)
    }
    guard patterns.count <= Self.patternLimit else {
      return [arena.opaque(.combinationLimit(1 << Self.patternLimit))]
    }
    return (0..<(1 << patterns.count)).map { signs in
      var names = [others]
      for (bit, pattern) in patterns.enumerated() {
        names.append(signs >> bit & 1 == 1 ? pattern : !pattern)
      }
      let covering = zip(conditional, remaining).filter { _, formula in
        if formula == .always { return true }
        guard let bit = patterns.firstIndex(of: formula) else { return false }
        return signs >> bit & 1 == 1
      }
      return clause(value, for: arena.and(names), unless: covering.map(\.0))
    }
  }

  private mutating func namesTold(by speaker: Speaker, isOutermost: Bool) -> Formula {
    var names: [ExactString] = []
    var formulas: [Formula] = []
    graph.nodes[speaker.place.node].forEachPart { application in
      guard application.telling != .never else { return }
      switch application.subject {
      case .member(let name): names.append(ExactString(name))
      case .members(let pattern): formulas.append(arena.formula(.matches(pattern)))
      // The others beside those that are spelled out: all.
      case .otherMembers: formulas.append(.always)
      case .unevaluatedMembers: if !isOutermost { formulas.append(.always) }
      case .element, .elements, .anyElement, .unevaluatedElements, .memberNames, .content, .value,
        .valueWithMember:
        break
      }
    }
    return arena.or([arena.strings(in: names)] + formulas)
  }
}
