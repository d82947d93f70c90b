extension SchemaNode {
  /// The schemas that hold for the same value whenever this one does: those of `allOf` and `$ref`.
  var conjuncts: [NodeID] {
    guard let logic else { return [] }
    return (logic.reference.map { [$0] } ?? []) + logic.allOf
  }
}

extension SchemaGraph {
  /// A location with all that it applies to the same value, each once and before what it applies itself.
  ///
  /// - Complexity: O(*n*) in the number of applications, with a stack of its own.
  func inPlace(from root: NodeID) -> [NodeID] {
    var inner: [NodeID] = []
    var seen: Set<NodeID> = [root]
    var stack: [(id: NodeID, left: [NodeID])] = [(root, nodes[root].inPlaceTargets.reversed())]
    while let top = stack.last {
      guard let next = stack[stack.count - 1].left.popLast() else {
        inner.append(top.id)
        stack.removeLast()
        continue
      }
      if seen.insert(next).inserted { stack.append((next, nodes[next].inPlaceTargets.reversed())) }
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
      stack += nodes[id].inPlaceSpeakers.reversed()
    }
    return result
  }
}
