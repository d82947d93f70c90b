import HandoffTestSupport

extension TestRandom {
  /// Edges between some vertices, up to twice as many as vertices.
  mutating func edges(vertices: Int) -> [(from: Int, to: Int)] {
    let count = below(2 * vertices + 1)
    return (0..<count).map { _ in (below(vertices), below(vertices)) }
  }
}

/// Which vertex reaches which, by closure: slow and plain.
///
/// A vertex reaches itself only along a cycle.
func closure(vertices: Int, edges: [(from: Int, to: Int)], without removed: Int? = nil) -> [[Bool]] {
  var reaches = [[Bool]](repeating: [Bool](repeating: false, count: vertices), count: vertices)
  for edge in edges where edge.from != removed && edge.to != removed { reaches[edge.from][edge.to] = true }
  for middle in 0..<vertices {
    for from in 0..<vertices where reaches[from][middle] {
      for to in 0..<vertices where reaches[middle][to] { reaches[from][to] = true }
    }
  }
  return reaches
}
