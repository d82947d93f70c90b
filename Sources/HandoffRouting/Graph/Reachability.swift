/// What can be reached from a set of vertices, with one shortest way to each (breadth-first search).
package struct Reachability: Sendable {
  /// For each vertex: the place in the adjacency by which it was reached first, -1 for a start, -2 for a
  /// vertex that is not reached.
  private let reachedBy: [Int32]
  /// For each reached vertex: the vertex before it.
  private let previous: [Int32]
  /// For each reached vertex: the start whose search reached it, else -1.
  package let origin: [Int32]

  /// Searches from `starts`; among ways of one length the one whose start and edges come first wins.
  ///
  /// - Parameters:
  ///   - starts: Where to begin.
  ///   - graph: The graph.
  ///   - isUsed: Which edges to follow, by their labels.
  /// - Complexity: O(*vertices* + *edges*).
  package init(from starts: [Int32], in graph: Adjacency, _ isUsed: (Int32) -> Bool = { _ in true }) {
    var reachedBy = [Int32](repeating: -2, count: graph.vertexCount)
    var previous = [Int32](repeating: -1, count: graph.vertexCount)
    var origin = [Int32](repeating: -1, count: graph.vertexCount)
    var queue: [Int32] = []
    for start in starts where reachedBy[Int(start)] == -2 {
      reachedBy[Int(start)] = -1
      origin[Int(start)] = start
      queue.append(start)
    }
    var head = 0
    while head < queue.count {
      let vertex = queue[head]
      head += 1
      for place in graph.places(of: Int(vertex)) {
        let next = Int(graph.targets[place])
        guard reachedBy[next] == -2, isUsed(graph.labels[place]) else { continue }
        reachedBy[next] = Int32(place)
        previous[next] = vertex
        origin[next] = origin[Int(vertex)]
        queue.append(Int32(next))
      }
    }
    self.reachedBy = reachedBy
    self.previous = previous
    self.origin = origin
  }

  /// Whether a vertex is a start or can be reached from one.
  package func contains(_ vertex: Int) -> Bool { reachedBy[vertex] != -2 }

  /// The places in the adjacency along the shortest way from a start to a vertex, in order; `nil` for a
  /// vertex that is not reached.
  ///
  /// - Complexity: O(*n*) in the length of the way.
  package func way(to vertex: Int) -> [Int]? {
    guard contains(vertex) else { return nil }
    var places: [Int] = []
    var here = vertex
    while reachedBy[here] >= 0 {
      places.append(Int(reachedBy[here]))
      here = Int(previous[here])
    }
    return places.reversed()
  }
}
