/// For each agent of a loop a box that holds every payload which it can receive again and again.
///
/// The greatest fixpoint: in an infinite run that stays in the loop, from some point on every payload is within. Where
/// nothing lowers a field that an agent adds to, its number grows past every constant, and then stays there.
struct BoxFixpoint {
  /// Agent by agent one mask for each field.
  private var masks: [UInt64]
  private let agentCount: Int
  private let fieldCount: Int
  /// By way whether some payload of its sender's box takes it, for ever.
  private(set) var isLive: [Bool]

  /// Works the boxes out.
  ///
  /// - Parameters:
  ///   - model: The loop.
  ///   - cube: What the fields that nobody rewrites are known to hold; everything where nothing is known.
  ///   - isKept: The ways to look at.
  init(of model: LoopModel, within cube: [UInt64], _ isKept: [Bool]) {
    (agentCount, fieldCount) = (model.agents.count, model.fields.count)
    masks = []
    for _ in 0..<agentCount { masks += cube }
    let table = model.table
    isLive = zip(isKept, table.lapTargets).map { $0 && $1 >= 0 }
    var next = masks
    var (received, sent) = (cube, cube)
    var isEntered = [Bool](repeating: false, count: agentCount)
    // By position: a copy of every way in every round would cost more than the look at it.
    let ways = isLive.indices.filter { isLive[$0] }
    let hasReturns = ways.contains { model.ways[$0].isReturn }
    let counters = Self.counters(of: model)
    var isChanged = true
    while isChanged {
      isChanged = hasReturns && dropUncalled(model)
      narrowGrowing(counters, model)
      for index in next.indices { next[index] = 0 }
      for agent in isEntered.indices { isEntered[agent] = false }
      for index in ways where isLive[index] {
        let (sender, target) = (Int(table.senders[index]), Int(table.lapTargets[index]))
        let row = Int(table.rows[index])
        receive(at: sender, by: row, model, &received)
        var isTaken = false
        for box in table.boxes(of: index) {
          guard table.send(received, by: row, through: box, &sent) else { continue }
          if table.isWhole[index] {
            isTaken = true
            add(sent, to: target, &next)
            continue
          }
          for arriving in model.arriving(sent, by: model.ways[index]) {
            isTaken = true
            add(arriving, to: target, &next)
          }
        }
        if isTaken {
          isEntered[target] = true
        } else {
          isLive[index] = false
          isChanged = true
        }
      }
      if next != masks {
        swap(&masks, &next)
        isChanged = true
      }
      // With no field at all a box cannot be empty: what nothing enters is left by nothing.
      for index in ways where isLive[index] && !isEntered[Int(table.senders[index])] {
        isLive[index] = false
        isChanged = true
      }
    }
  }

  /// By agent what it can receive, one mask for each field.
  var boxes: [[UInt64]] {
    (0..<agentCount).map { agent in Array(masks[agent * fieldCount..<(agent + 1) * fieldCount]) }
  }

  private func add(_ arriving: [UInt64], to target: Int, _ next: inout [UInt64]) {
    let start = target * fieldCount
    for field in 0..<fieldCount { next[start + field] |= arriving[field] & masks[start + field] }
  }

  /// Takes away the returns along handoffs that are not taken for ever: control comes back as often as it was given.
  private mutating func dropUncalled(_ model: LoopModel) -> Bool {
    guard model.ways.contains(where: \.isReturn) else { return false }
    var given: Set<Int32> = []
    for (index, way) in model.ways.enumerated() where isLive[index] && !way.isReturn {
      given.insert(way.handoff)
    }
    var isChanged = false
    for (index, way) in model.ways.enumerated()
    where isLive[index] && way.isReturn && !given.contains(way.handoff) {
      isLive[index] = false
      isChanged = true
    }
    return isChanged
  }

  /// The fields that in the ways that are left only ever grow.
  private var growing: [Int] = []

  /// The fields that some agent adds to.
  private static func counters(of model: LoopModel) -> [Int] {
    model.fields.indices.filter { field in
      model.changes.contains { if case .map(_, grows: true) = $0[field] { true } else { false } }
    }
  }

  private mutating func narrowGrowing(_ counters: [Int], _ model: LoopModel) {
    guard !counters.isEmpty else { return }
    growing = counters.filter { field in
      var grows = false
      for index in model.ways.indices where isLive[index] {
        guard model.table.isWhole[index],
          case .map(_, let adds) = model.changes[model.ways[index].change][field]
        else { return false }
        grows = grows || adds
      }
      return grows
    }
  }

  /// Writes what an agent can receive; a payload that is added to for ever is past every bound.
  private func receive(at agent: Int, by row: Int, _ model: LoopModel, _ received: inout [UInt64]) {
    for field in 0..<fieldCount { received[field] = masks[agent * fieldCount + field] }
    for field in growing {
      if case .map(_, true) = model.changes[row][field] { received[field] &= model.fields[field].unbounded }
    }
  }
}
