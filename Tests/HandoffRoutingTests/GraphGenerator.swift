import HandoffRouting

/// Random graphs from a seed, for laws.
struct GraphGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A number below `bound` (SplitMix64).
  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }

  mutating func edges(vertices: Int) -> [(from: Int, to: Int)] {
    let count = next(below: 2 * vertices + 1)
    return (0..<count).map { _ in (next(below: vertices), next(below: vertices)) }
  }
}

/// Which vertex reaches which, by closure: slow and plain. A vertex reaches itself only along a cycle.
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
