/// Which vertex stands on every way to which.
///
/// K. D. Cooper, T. J. Harvey and K. Kennedy, "A simple, fast dominance algorithm" (2001).
package struct Dominators: Sendable {
  /// For each reached vertex the next vertex that stands on every way to it; the number of vertices stands for
  /// the common start of all ways, -1 for a vertex that is not reached.
  private let immediate: [Int32]

  /// Finds the dominators of everything that can be reached from `starts`.
  ///
  /// - Complexity: O(*vertices* + *edges*) for most graphs, and quadratic at worst.
  package init(from starts: [Int32], in graph: Adjacency) {
    let root = Int32(graph.vertexCount)
    let order = Self.reversePostorder(from: starts, in: graph)
    var rank = [Int32](repeating: -1, count: graph.vertexCount + 1)
    for (place, vertex) in order.enumerated() { rank[Int(vertex)] = Int32(place) + 1 }
    rank[Int(root)] = 0
    var immediate = [Int32](repeating: -1, count: graph.vertexCount + 1)
    immediate[Int(root)] = root
    for start in starts { immediate[Int(start)] = root }
    let isStart = Set(starts)
    let reversed = graph.reversed
    var changed = true
    while changed {
      changed = false
      for vertex in order where !isStart.contains(vertex) {
        var best: Int32 = -1
        for place in reversed.places(of: Int(vertex)) {
          var other = reversed.targets[place]
          guard immediate[Int(other)] >= 0 else { continue }
          // Climb from both sides to the nearest common dominator.
          while best >= 0 && best != other {
            if rank[Int(other)] > rank[Int(best)] {
              other = immediate[Int(other)]
            } else {
              best = immediate[Int(best)]
            }
          }
          best = other
        }
        if best != immediate[Int(vertex)] {
          immediate[Int(vertex)] = best
          changed = true
        }
      }
    }
    self.immediate = immediate
  }

  /// Whether every way to `vertex` passes `gate`; true for the vertex itself, false for one that is not reached.
  ///
  /// - Complexity: O(*n*) in the number of dominators of the vertex.
  package func passes(_ gate: Int, onWayTo vertex: Int) -> Bool {
    guard immediate[vertex] >= 0 else { return false }
    var here = Int32(vertex)
    while here < Int32(immediate.count - 1) {
      if here == Int32(gate) { return true }
      here = immediate[Int(here)]
    }
    return false
  }

  private static func reversePostorder(from starts: [Int32], in graph: Adjacency) -> [Int32] {
    var order: [Int32] = []
    var isSeen = [Bool](repeating: false, count: graph.vertexCount)
    var way: [(vertex: Int32, next: Int)] = []
    for start in starts where !isSeen[Int(start)] {
      isSeen[Int(start)] = true
      way.append((start, graph.places(of: Int(start)).lowerBound))
      while let (vertex, place) = way.last {
        guard place < graph.places(of: Int(vertex)).upperBound else {
          order.append(vertex)
          way.removeLast()
          continue
        }
        way[way.count - 1].next += 1
        let next = graph.targets[place]
        guard !isSeen[Int(next)] else { continue }
        isSeen[Int(next)] = true
        way.append((next, graph.places(of: Int(next)).lowerBound))
      }
    }
    return order.reversed()
  }
}
