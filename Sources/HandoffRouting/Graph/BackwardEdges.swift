/// The edges that close circles; without them a graph has none.
///
/// They are those that a depth-first search finds to lead back to a vertex on its present way.
package struct BackwardEdges: Sendable {
  /// For each place of the adjacency whether its edge leads back.
  private let isBackward: [Bool]

  /// Searches from `starts` in their order, then from what they do not reach.
  ///
  /// - Complexity: O(*vertices* + *edges*).
  package init(of graph: Adjacency, from starts: [Int32]) {
    enum State { case new, open, done }
    var isBackward = [Bool](repeating: false, count: graph.targets.count)
    var state = [State](repeating: .new, count: graph.vertexCount)
    for start in starts.map({ Int($0) }) + Array(0..<graph.vertexCount) where state[start] == .new {
      var way = [(vertex: start, places: graph.places(of: start))]
      state[start] = .open
      while let here = way.last {
        guard let place = here.places.first else {
          state[here.vertex] = .done
          way.removeLast()
          continue
        }
        way[way.count - 1].places = here.places.dropFirst()
        let target = Int(graph.targets[place])
        switch state[target] {
        case .new:
          state[target] = .open
          way.append((target, graph.places(of: target)))
        case .open: isBackward[place] = true
        case .done: break
        }
      }
    }
    self.isBackward = isBackward
  }

  /// Whether the edge at a place of the adjacency leads back.
  package func contains(_ place: Int) -> Bool { isBackward[place] }
}
