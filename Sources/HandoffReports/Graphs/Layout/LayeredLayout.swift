/// Where boxes, labels and lines stand.
struct LayeredLayout {
  /// The middle of each box.
  private(set) var boxes: [DrawingPoint] = []
  /// The middle of each label; `nil` where there is none, or the line leads from a box to itself.
  private(set) var labels: [DrawingPoint?] = []
  /// The points of each line in its own direction, from border to border; none for a line from a box to itself.
  private(set) var lines: [[DrawingPoint]] = []
  private(set) var width = 0.0
  private(set) var height = 0.0

  private static let margin = 16.0
  private static let layerGap = 22.0
  /// How near to the end of a box's side a line may begin.
  private static let portInset = 14.0

  private let graph: LayeredGraph
  private let order: LayerOrder
  private var x: [Double]
  private var tops: [Double] = []
  private var heights: [Double] = []
  private var layerOf: [Int]

  init(_ graph: LayeredGraph) {
    let assignment = LayerAssignment(graph)
    order = LayerOrder(graph, assignment)
    self.graph = graph
    x = LayerCoordinates(order).x
    layerOf = Array(repeating: 0, count: order.slots.count)
    let leftmost = order.slots.indices.map { x[$0] - order.slots[$0].left }.min() ?? 0
    for slot in x.indices { x[slot] += Self.margin - leftmost }
    width = (order.slots.indices.map { x[$0] + order.slots[$0].right }.max() ?? 0) + Self.margin
    var top = Self.margin
    for (layer, slots) in order.layers.enumerated() {
      let tallest = slots.map { order.slots[$0].height }.max() ?? 0
      tops.append(top)
      heights.append(tallest)
      top += tallest + Self.layerGap
      for slot in slots { layerOf[slot] = layer }
    }
    height = top - Self.layerGap + Self.margin
    boxes = graph.boxes.indices.map { DrawingPoint(x: x[$0], y: middle(of: $0)) }
    labels = order.labels.map { slot in slot.map { DrawingPoint(x: x[$0], y: middle(of: $0)) } }
    drawLines(assignment)
  }

  private func middle(of slot: Int) -> Double { tops[layerOf[slot]] + heights[layerOf[slot]] / 2 }

  private mutating func drawLines(_ assignment: LayerAssignment) {
    let lower = ports(\.first) { chain in chain.count > 1 ? chain[1] : chain[0] }
    let upper = ports(\.last) { chain in chain.count > 1 ? chain[chain.count - 2] : chain[0] }
    for (index, chain) in order.chains.enumerated() {
      guard let first = chain.first, let last = chain.last else {
        lines.append([])
        continue
      }
      var points = [
        DrawingPoint(x: lower[index], y: middle(of: first) + order.slots[first].height / 2)
      ]
      for slot in chain.dropFirst().dropLast() {
        let top = tops[layerOf[slot]]
        points.append(DrawingPoint(x: x[slot], y: top))
        if heights[layerOf[slot]] > 0 {
          points.append(DrawingPoint(x: x[slot], y: top + heights[layerOf[slot]]))
        }
      }
      points.append(DrawingPoint(x: upper[index], y: middle(of: last) - order.slots[last].height / 2))
      lines.append(assignment.isReversed[index] ? points.reversed() : points)
    }
  }

  /// Where each line touches the box at one of its ends: spread over the side in the order in which they leave.
  private func ports(_ end: KeyPath<[Int], Int?>, towards next: ([Int]) -> Int) -> [Double] {
    var byBox: [Int: [(x: Double, line: Int)]] = [:]
    for (index, chain) in order.chains.enumerated() {
      guard let box = chain[keyPath: end] else { continue }
      byBox[box, default: []].append((x[next(chain)], index))
    }
    var ports = [Double](repeating: 0, count: order.chains.count)
    for (box, lines) in byBox {
      let sorted = lines.sorted { ($0.x, $0.line) < ($1.x, $1.line) }
      // What stands beside the box on its right is no side of it.
      let half = max(0, order.slots[box].left - Self.portInset)
      for (place, entry) in sorted.enumerated() {
        let share = sorted.count == 1 ? 0.5 : Double(place) / Double(sorted.count - 1)
        // A single line leaves where it is going, as far as the side allows.
        ports[entry.line] =
          sorted.count == 1
          ? min(max(entry.x, x[box] - half), x[box] + half) : x[box] - half + 2 * half * share
      }
    }
    return ports
  }
}
