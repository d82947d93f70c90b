// `unevaluatedItems` without annotations, place by place.
extension SchemaLowering {
  /// Elements that one in-place schema looks at, under the condition that it applies.
  private struct Contribution {
    enum Elements {
      case first(Int)
      case all
      case matching(Shape)
    }

    var condition: Formula
    var elements: Elements
  }

  private static let containsLimit = 6

  mutating func unevaluatedItems(_ schema: NodeID, at place: Place) -> [Formula] {
    var value = shape(of: schema, from: place)
    // It asserts nothing, however much or little the others look at.
    if value == .all { return [] }
    guard let speakers = speakers(for: place, .array) else { return [tooManySpeakers()] }
    let contributions = speakers.flatMap { elementsTold(by: $0, isOutermost: $0.place == place) }
    var evaluated = 0
    var conditional: [(condition: Formula, count: Int)] = []
    var containing: [(condition: Formula, shape: Shape)] = []
    for contribution in contributions {
      switch (contribution.elements, contribution.condition == .always) {
      case (.matching(.all), true): return []
      case (.matching(.all), false): conditional.append((contribution.condition, .max))
      case (.all, true): return []
      case (.first(let count), true): evaluated = max(evaluated, count)
      case (.matching(let shape), true): value = arena.or(value, shape)
      case (.all, false): conditional.append((contribution.condition, .max))
      case (.first(let count), false): conditional.append((contribution.condition, count))
      case (.matching(let shape), false):
        if let known = containing.firstIndex(where: { $0.shape == shape }) {
          containing[known].condition = arena.or(containing[known].condition, contribution.condition)
        } else {
          containing.append((contribution.condition, shape))
        }
      }
    }
    guard containing.count <= Self.containsLimit else {
      return [arena.opaque(.combinationLimit(1 << Self.containsLimit))]
    }
    let end = conditional.map(\.count).filter { $0 < .max }.max() ?? 0
    var clauses: [Formula] = []
    // Each choice of `contains` schemas that hold widens what an element may be; the others then fail, or
    // the clause is void.
    for choice in 0..<(1 << containing.count) {
      var shape = value
      var escapes: [Formula] = []
      for (bit, contribution) in containing.enumerated() {
        if choice >> bit & 1 == 1 {
          shape = arena.or(shape, contribution.shape)
        } else {
          escapes.append(contribution.condition)
        }
      }
      for index in evaluated..<max(evaluated, end) {
        let covering = conditional.filter { $0.count > index }.map(\.condition)
        let item = arena.item(at: index, in: shape)
        clauses.append(arena.or([item] + covering + escapes))
      }
      let covering = conditional.filter { $0.count == .max }.map(\.condition)
      let rest = arena.items(from: max(evaluated, end), in: shape)
      clauses.append(arena.or([rest] + covering + escapes))
    }
    return clauses
  }

  private mutating func elementsTold(by speaker: Speaker, isOutermost: Bool) -> [Contribution] {
    var result: [Contribution] = []
    var first = 0
    func add(_ elements: Contribution.Elements) {
      result.append(Contribution(condition: speaker.condition, elements: elements))
    }
    graph.nodes[speaker.place.node].forEachPart { application in
      guard application.telling != .never else { return }
      switch application.subject {
      case .element(let index): first = max(first, index + 1)
      case .elements: add(.all)
      case .unevaluatedElements: if !isOutermost { add(.all) }
      case .anyElement: add(.matching(shape(of: application.schema, from: speaker.place)))
      case .member, .members, .otherMembers, .unevaluatedMembers, .memberNames, .content, .value,
        .valueWithMember:
        break
      }
    }
    if first > 0 { add(.first(first)) }
    return result
  }
}
