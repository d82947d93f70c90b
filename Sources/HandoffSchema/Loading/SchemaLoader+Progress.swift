extension SchemaLoader {
  /// Refuses circles of schemas that apply each other to one and the same value, and chains of them that are
  /// too long to evaluate.
  ///
  /// A depth-first search over the edges that stay at the value, with a stack of its own.
  /// - Complexity: O(*n*) in the number of nodes and edges.
  func checkProgress() throws(SchemaError) {
    _ = try progressHeights(refusesLongChains: true)
  }

  /// As ``checkProgress()``, through references that depend on how they are reached.
  func checkDynamicProgress(_ graph: SchemaGraph) throws(SchemaError) {
    var progress = DynamicProgress(graph)
    guard let circle = progress.circle(), let last = circle.last else { return }
    throw error(.circularReference(circle.map { nodes[$0].location.uri }), at: last)
  }

  /// For each node the number of schemas that it applies to its value one within the other.
  ///
  /// - Throws: ``SchemaError`` for a circle, and where it is asked for, for a chain that is too long.
  func progressHeights(refusesLongChains: Bool) throws(SchemaError) -> [Int] {
    enum State: UInt8 { case new, open, done }
    var states = [State](repeating: .new, count: nodes.count)
    var heights = [Int](repeating: 0, count: nodes.count)
    for start in nodes.indices where states[start] == .new {
      var path: [(node: SchemaGraph.NodeID, targets: [SchemaGraph.NodeID], next: Int)] = []
      states[start] = .open
      path.append((start, nodes[start].inPlaceTargets, 0))
      while let top = path.last {
        if top.next == top.targets.count {
          path.removeLast()
          states[top.node] = .done
          if let above = path.last { heights[above.node] = max(heights[above.node], heights[top.node] + 1) }
          if refusesLongChains, heights[top.node] >= EvaluationLimits.inPlaceDepth {
            throw chainError(at: top.node)
          }
          continue
        }
        path[path.count - 1].next += 1
        let target = top.targets[top.next]
        switch states[target] {
        case .new:
          states[target] = .open
          path.append((target, nodes[target].inPlaceTargets, 0))
        case .open:
          let circle = path.map(\.node).drop { $0 != target } + [target]
          throw error(.circularReference(circle.map { nodes[$0].location.uri }), at: top.node)
        case .done: heights[top.node] = max(heights[top.node], heights[target] + 1)
        }
      }
    }
    return heights
  }

  func chainError(at node: SchemaGraph.NodeID) -> SchemaError {
    let limit = EvaluationLimits.inPlaceDepth
    return error(.limit("schemas may apply each other to one value at most \(limit) deep"), at: node)
  }

  private func error(_ reason: SchemaError.Reason, at node: SchemaGraph.NodeID) -> SchemaError {
    SchemaError(
      reason: reason, uri: documents[resources[sources[node].resource].document].name,
      pointer: nodes[node].location.documentPointer)
  }
}

extension SchemaLocation {
  /// The absolute location: base URI and pointer fragment.
  package var uri: String { base + "#" + URIReference.fragmentEncoded(pointer.description) }
}
