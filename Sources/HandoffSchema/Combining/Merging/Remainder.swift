/// An `unevaluatedProperties` with the locations that may evaluate members before it.
struct Remainder {
  typealias NodeID = SchemaGraph.NodeID

  let id: NodeID
  /// The schema of the members that nothing else evaluates.
  let schema: NodeID
  /// The locations in place that evaluate members.
  let evaluating: [NodeID]
  /// True where the same names are evaluated in every object.
  let isSettled: Bool
  /// True where a dynamic reference in place hides what is evaluated.
  let isUnknown: Bool
  /// False where members with any other name may be evaluated.
  let leavesOthers: Bool

  /// Reads the keyword at a location; `nil` where it has none.
  init?(at id: NodeID, in graph: SchemaGraph) {
    guard let schema = graph[id].object?.unevaluatedProperties else { return nil }
    self.id = id
    self.schema = schema
    let order = graph.inPlace(from: id)
    evaluating = order.filter { $0 == id || graph[$0].object != nil }
    isUnknown = order.contains { graph[$0].logic?.dynamicReference != nil }
    let always = Set(graph.conjunction(from: id))
    isSettled = !isUnknown && evaluating.allSatisfy { always.contains($0) || !graph[$0].evaluatesMembers }
    leavesOthers =
      !isUnknown
      && evaluating.allSatisfy { inner in
        guard let keywords = graph[inner].object else { return true }
        return keywords.additionalProperties == nil && (inner == id || keywords.unevaluatedProperties == nil)
      }
  }

  /// Says whether something may evaluate a member before the keyword looks at it.
  func mayEvaluate(_ name: String, in graph: SchemaGraph) -> Bool {
    !leavesOthers
      || evaluating.contains { inner in
        guard let keywords = graph[inner].object else { return false }
        return keywords.schema(of: name) != nil
          || keywords.patternProperties.contains { $0.pattern.matches(name) }
      }
  }

  /// The patterns of names that something may evaluate.
  func patterns(in graph: SchemaGraph) -> [Pattern] {
    evaluating.flatMap { graph[$0].object?.patternProperties.map(\.pattern) ?? [] }
  }
}

extension SchemaNode {
  /// True where members that the location looks at count as evaluated.
  var evaluatesMembers: Bool {
    guard let object else { return false }
    return !object.properties.isEmpty || !object.patternProperties.isEmpty
      || object.additionalProperties != nil || object.unevaluatedProperties != nil
  }
}
