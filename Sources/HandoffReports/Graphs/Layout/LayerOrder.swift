/// Orders what stands on each layer so that few lines cross.
///
/// Every line is cut into pieces from layer to layer; between two layers of boxes lies one of labels. Layers are swept
/// downwards and upwards, each ordered by the mean of its neighbours (the barycentre heuristic of Sugiyama and others),
/// and the order with the fewest crossings is kept.
struct LayerOrder {
  /// Something on a layer: a box, or a point where a line passes.
  struct Slot {
    /// The box, or `nil` for a line that passes.
    var box: Int?
    /// The line that passes.
    var line: Int?
    var left: Double
    var right: Double
    var height: Double
    var above: [Int] = []
    var below: [Int] = []
  }

  private(set) var slots: [Slot] = []
  /// The slots of each layer, from left to right.
  private(set) var layers: [[Int]] = []
  /// The slots along each line, downwards; none for a line from a box to itself.
  private(set) var chains: [[Int]] = []
  /// The slot along each line that has the label.
  private(set) var labels: [Int?] = []

  static let sweeps = 16

  init(_ graph: LayeredGraph, _ assignment: LayerAssignment) {
    let depth = (assignment.layers.max() ?? 0) * 2 + 1
    layers = Array(repeating: [], count: depth)
    for (index, box) in graph.boxes.enumerated() {
      slots.append(Slot(box: index, line: nil, left: box.left, right: box.right, height: box.height))
      layers[assignment.layers[index] * 2].append(index)
    }
    for (index, line) in graph.lines.enumerated() {
      let chain = chain(of: line, index, isReversed: assignment.isReversed[index], assignment.layers)
      chains.append(chain.slots)
      labels.append(chain.label)
    }
    reduceCrossings()
  }

  private mutating func chain(
    of line: LayeredGraph.Line, _ index: Int, isReversed: Bool, _ layers: [Int]
  ) -> (slots: [Int], label: Int?) {
    guard line.from != line.to else { return ([], nil) }
    let (upper, lower) = isReversed ? (line.to, line.from) : (line.from, line.to)
    let (first, last) = (layers[upper] * 2, layers[lower] * 2)
    // The label stands next to where the line comes from.
    let labelLayer = isReversed ? last - 1 : first + 1
    var chain = [upper]
    var label: Int?
    for layer in (first + 1)..<last {
      let hasLabel = layer == labelLayer && line.labelWidth > 0
      let half = hasLabel ? line.labelWidth / 2 : 1
      slots.append(
        Slot(box: nil, line: index, left: half, right: half, height: hasLabel ? line.labelHeight : 0))
      if hasLabel { label = slots.count - 1 }
      chain.append(slots.count - 1)
      self.layers[layer].append(slots.count - 1)
    }
    chain.append(lower)
    for (above, below) in zip(chain, chain.dropFirst()) {
      slots[above].below.append(below)
      slots[below].above.append(above)
    }
    return (chain, label)
  }

  // MARK: - Crossings

  private mutating func reduceCrossings() {
    var best = layers
    var fewest = crossings()
    for sweep in 0..<Self.sweeps where fewest > 0 {
      let isDownward = sweep % 2 == 0
      let order = isDownward ? Array(layers.indices) : layers.indices.reversed()
      for layer in order { sort(layer, isDownward: isDownward) }
      let count = crossings()
      if count < fewest { (fewest, best) = (count, layers) }
    }
    layers = best
  }

  private mutating func sort(_ layer: Int, isDownward: Bool) {
    let neighbour = isDownward ? layer - 1 : layer + 1
    guard layers.indices.contains(neighbour) else { return }
    let positions = positions(on: neighbour)
    var keyed: [(key: Double, place: Int, slot: Int)] = []
    for (place, slot) in layers[layer].enumerated() {
      let others = (isDownward ? slots[slot].above : slots[slot].below).compactMap { positions[$0] }
      let mean = others.isEmpty ? Double(place) : Double(others.reduce(0, +)) / Double(others.count)
      keyed.append((mean, place, slot))
    }
    keyed.sort { ($0.key, $0.place) < ($1.key, $1.place) }
    layers[layer] = keyed.map(\.slot)
  }

  private func positions(on layer: Int) -> [Int: Int] {
    Dictionary(uniqueKeysWithValues: layers[layer].enumerated().map { ($1, $0) })
  }

  /// How many pairs of lines cross: inversions, counted with a tree of sums (Fenwick 1994).
  private func crossings() -> Int {
    var count = 0
    for layer in layers.indices.dropLast() {
      let positions = positions(on: layer + 1)
      var tree = [Int](repeating: 0, count: layers[layer + 1].count + 1)
      var seen = 0
      for slot in layers[layer] {
        let ends = slots[slot].below.compactMap { positions[$0] }.sorted()
        for end in ends {
          var sum = 0
          var node = end + 1
          while node > 0 {
            sum += tree[node]
            node -= node & -node
          }
          count += seen - sum
        }
        for end in ends {
          var node = end + 1
          while node < tree.count {
            tree[node] += 1
            node += node & -node
          }
          seen += 1
        }
      }
    }
    return count
  }
}
