import HandoffRouting

/// Gives each box a layer so that lines lead downwards, those that close circles excepted.
///
/// K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures", IEEE
/// Transactions on Systems, Man, and Cybernetics 11 (1981): circles are broken, then the longest way counts.
struct LayerAssignment {
  /// The layer of each box, from 0.
  private(set) var layers: [Int]
  /// For each line whether it leads upwards.
  private(set) var isReversed: [Bool]

  init(_ graph: LayeredGraph) {
    // A line from a box to itself has no layers to cross.
    let lines = graph.lines.indices.filter { graph.lines[$0].from != graph.lines[$0].to }
    let adjacency = Adjacency(
      vertexCount: graph.boxes.count, edges: lines.map { (graph.lines[$0].from, graph.lines[$0].to) })
    let backward = BackwardEdges(of: adjacency, from: graph.starts.map { Int32($0) })
    isReversed = Array(repeating: false, count: graph.lines.count)
    for (place, label) in adjacency.labels.enumerated() {
      isReversed[lines[Int(label)]] = backward.contains(place)
    }
    var incomingCount = [Int](repeating: 0, count: graph.boxes.count)
    var downward = [[Int]](repeating: [], count: graph.boxes.count)
    for index in lines {
      let line = graph.lines[index]
      let (upper, lower) = isReversed[index] ? (line.to, line.from) : (line.from, line.to)
      downward[upper].append(lower)
      incomingCount[lower] += 1
    }
    let isFree = incomingCount.map { $0 == 0 }
    layers = Array(repeating: 0, count: graph.boxes.count)
    var open = graph.boxes.indices.filter { incomingCount[$0] == 0 }
    var next = 0
    while next < open.count {
      let box = open[next]
      next += 1
      for lower in downward[box] {
        layers[lower] = max(layers[lower], layers[box] + 1)
        incomingCount[lower] -= 1
        if incomingCount[lower] == 0 { open.append(lower) }
      }
    }
    // What nothing leads to and where the run does not start stands right above what it leads to.
    let starts = Set(graph.starts)
    for box in graph.boxes.indices where isFree[box] && !starts.contains(box) {
      guard let nearest = downward[box].map({ layers[$0] }).min() else { continue }
      layers[box] = max(0, nearest - 1)
    }
  }
}
