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
    var contributions: [Contribution] = []
    collectMembers(of: place, when: .always, isOutermost: true, depth: 0, into: &contributions)
    let value = shape(of: schema, from: place)
    if value == .all { return [] }
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

  /// What the in-place schemas of a location look at; `condition` says when the location applies at all.
  private mutating func collectMembers(
    of place: Place, when condition: Formula, isOutermost: Bool, depth: Int, into list: inout [Contribution]
  ) {
    // In-place schemas that lead back to themselves were refused when the schema was compiled.
    guard condition != .never, depth < 64 else { return }
    let node = graph.nodes[place.node]
    if let keywords = node.object {
      if keywords.additionalProperties != nil || (!isOutermost && keywords.unevaluatedProperties != nil) {
        list.append(Contribution(condition: condition, names: .always))
      } else {
        let names = spelledOut(keywords)
        if names != .never { list.append(Contribution(condition: condition, names: names)) }
      }
      for (key, schema) in keywords.dependentSchemas {
        let present = arena.present(key)
        let when = arena.and(condition, present)
        let inner = self.place(of: schema, from: place)
        collectMembers(of: inner, when: when, isOutermost: false, depth: depth + 1, into: &list)
      }
    }
    for (inner, when) in inPlace(node, at: place, when: condition, component: .object) {
      collectMembers(of: inner, when: when, isOutermost: false, depth: depth + 1, into: &list)
    }
  }

  /// The schemas that a location applies to the same value, each with the condition under which its
  /// annotations count.
  mutating func inPlace(
    _ node: SchemaNode, at place: Place, when condition: Formula, component: Shape.Component
  ) -> [(Place, Formula)] {
    guard let logic = node.logic else { return [] }
    var result: [(Place, Formula)] = []
    for schema in logic.allOf { result.append((self.place(of: schema, from: place), condition)) }
    for schema in logic.anyOf + logic.oneOf {
      let inner = self.place(of: schema, from: place)
      let holds = shape(of: inner)[component]
      result.append((inner, arena.and(condition, holds)))
    }
    if let choice = logic.condition {
      let inner = self.place(of: choice.condition, from: place)
      let holds = shape(of: inner)[component]
      let when = arena.and(condition, holds)
      result.append((inner, when))
      if let schema = choice.then { result.append((self.place(of: schema, from: place), when)) }
      if let schema = choice.otherwise {
        result.append((self.place(of: schema, from: place), arena.and(condition, !holds)))
      }
    }
    if let schema = logic.reference { result.append((self.place(of: schema, from: place), condition)) }
    if let reference = logic.dynamicReference {
      let target = scopes.target(of: reference, in: place.scope)
      result.append((self.place(of: target, from: place), condition))
    }
    return result
  }
}
