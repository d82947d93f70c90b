/// Gives everything on the layers its x, in the order that is fixed: near its neighbours, never over another one.
struct LayerCoordinates {
  /// The x of each slot.
  private(set) var x: [Double]
  private let order: LayerOrder

  private static let boxGap = 32.0
  private static let lineGap = 16.0
  private static let sweeps = 32

  init(_ order: LayerOrder) {
    self.order = order
    x = Array(repeating: 0, count: order.slots.count)
    for layer in order.layers {
      var right = 0.0
      for (place, slot) in layer.enumerated() {
        if place > 0 { right += separation(layer[place - 1], slot) }
        x[slot] = right
      }
      // Layers begin centred above each other.
      for slot in layer { x[slot] -= right / 2 }
    }
    for sweep in 0..<Self.sweeps {
      let isDownward = sweep % 2 == 0
      for layer in isDownward ? Array(order.layers.indices) : order.layers.indices.reversed() {
        place(order.layers[layer], isDownward: isDownward, isLast: sweep >= Self.sweeps - 2)
      }
    }
  }

  private func separation(_ left: Int, _ right: Int) -> Double {
    let isLine = order.slots[left].box == nil || order.slots[right].box == nil
    return order.slots[left].right + order.slots[right].left + (isLine ? Self.lineGap : Self.boxGap)
  }

  /// Places one layer where its neighbours want it, as near as the separations allow.
  ///
  /// Least squares under an order: taking the separations off first makes it a monotone regression, which pooling
  /// adjacent violators solves (Ayer and others 1955).
  private mutating func place(_ layer: [Int], isDownward: Bool, isLast: Bool) {
    struct Pool {
      var sum: Double
      var weight: Double
      var count: Int
      var mean: Double { sum / weight }
    }
    var offsets: [Double] = []
    var pools: [Pool] = []
    for (place, slot) in layer.enumerated() {
      offsets.append(place == 0 ? 0 : offsets[place - 1] + separation(layer[place - 1], slot))
      let (wanted, weight) = wanted(slot, isDownward: isDownward, isLast: isLast)
      pools.append(Pool(sum: (wanted - offsets[place]) * weight, weight: weight, count: 1))
      while pools.count > 1, pools[pools.count - 2].mean > pools[pools.count - 1].mean {
        let last = pools.removeLast()
        pools[pools.count - 1].sum += last.sum
        pools[pools.count - 1].weight += last.weight
        pools[pools.count - 1].count += last.count
      }
    }
    var place = 0
    for pool in pools {
      for _ in 0..<pool.count {
        x[layer[place]] = pool.mean + offsets[place]
        place += 1
      }
    }
  }

  private func wanted(_ slot: Int, isDownward: Bool, isLast: Bool) -> (x: Double, weight: Double) {
    let own = order.slots[slot]
    let near = isDownward ? own.above : own.below
    let neighbours = isLast ? own.above + own.below : near
    guard !neighbours.isEmpty else { return (x[slot], 0.25) }
    // A long line is to be straight more than a box is to stand in the middle.
    guard own.box == nil else {
      return (neighbours.reduce(0) { $0 + x[$1] } / Double(neighbours.count), 1)
    }
    let isInner = neighbours.allSatisfy { order.slots[$0].box == nil }
    return (neighbours.reduce(0) { $0 + x[$1] } / Double(neighbours.count), isInner ? 8 : 2)
  }
}
