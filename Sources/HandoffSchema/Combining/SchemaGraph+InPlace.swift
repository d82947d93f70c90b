extension SchemaNode {
  /// The schemas that hold for the same value whenever this one does: those of `allOf` and `$ref`.
  var conjuncts: [NodeID] {
    guard let logic else { return [] }
    return (logic.reference.map { [$0] } ?? []) + logic.allOf
  }

  /// All schemas that this one applies to the same value, those of a dynamic reference left out.
  var applied: [NodeID] {
    var result = object?.dependentSchemas.map(\.schema) ?? []
    guard let logic else { return result }
    result += conjuncts + logic.anyOf + logic.oneOf
    if let excluded = logic.not { result.append(excluded) }
    if let choice = logic.condition {
      result += [choice.condition, choice.then, choice.otherwise].compactMap(\.self)
    }
    return result
  }
}

extension SchemaGraph {
  /// A location with all that it applies to the same value, each once and before what it applies itself.
  ///
  /// - Complexity: O(*n*) in the number of applications, with a stack of its own.
  func inPlace(from root: NodeID) -> [NodeID] {
    var inner: [NodeID] = []
    var seen: Set<NodeID> = [root]
    var stack: [(id: NodeID, left: [NodeID])] = [(root, nodes[root].applied.reversed())]
    while let top = stack.last {
      guard let next = stack[stack.count - 1].left.popLast() else {
        inner.append(top.id)
        stack.removeLast()
        continue
      }
      if seen.insert(next).inserted { stack.append((next, nodes[next].applied.reversed())) }
    }
    return inner.reversed()
  }

  /// A location with what holds for the same value whenever it does: through `allOf` and `$ref`, in order.
  func conjunction(from root: NodeID) -> [NodeID] {
    var result: [NodeID] = []
    var seen: Set<NodeID> = []
    var stack = [root]
    while let id = stack.popLast() {
      guard seen.insert(id).inserted else { continue }
      result.append(id)
      stack += nodes[id].conjuncts.reversed()
    }
    return result
  }

  /// The locations that are applied in place, those under `not` left out, in the order of their keywords.
  func describing(from roots: [NodeID]) -> [NodeID] {
    var result: [NodeID] = []
    var seen: Set<NodeID> = []
    var stack: [NodeID] = roots.reversed()
    while let id = stack.popLast() {
      guard seen.insert(id).inserted else { continue }
      result.append(id)
      var inner = nodes[id].object?.dependentSchemas.map(\.schema) ?? []
      if let logic = nodes[id].logic {
        inner += nodes[id].conjuncts + logic.anyOf + logic.oneOf
        if let choice = logic.condition {
          inner += [choice.condition, choice.then, choice.otherwise].compactMap(\.self)
        }
        if let dynamic = logic.dynamicReference { inner.append(dynamic.initial) }
      }
      stack += inner.reversed()
    }
    return result
  }
}
