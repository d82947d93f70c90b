/// For each agent of a loop a box that holds every payload which it can receive again and again.
///
/// The greatest fixpoint: in an infinite run that stays in the loop, from some point on every payload is within. Where
/// nothing lowers a field that an agent adds to, its number grows past every constant, and then stays there.
struct BoxFixpoint {
  private(set) var boxes: [[UInt64]]
  /// By way whether some payload of its sender's box takes it, for ever.
  private(set) var isLive: [Bool]

  /// Works the boxes out.
  ///
  /// - Parameters:
  ///   - model: The loop.
  ///   - cube: What the fields that nobody rewrites are known to hold; everything where nothing is known.
  ///   - isKept: The ways to look at.
  init(of model: LoopModel, within cube: [UInt64], _ isKept: [Bool]) {
    boxes = [[UInt64]](repeating: cube, count: model.agents.count)
    isLive = isKept
    for (index, way) in model.ways.enumerated() where way.lapTarget == nil { isLive[index] = false }
    var isChanged = true
    while isChanged {
      isChanged = dropUncalled(model)
      narrowGrowing(model)
      var next = [[UInt64]](
        repeating: [UInt64](repeating: 0, count: model.fields.count), count: model.agents.count)
      var isEntered = [Bool](repeating: false, count: model.agents.count)
      for (index, way) in model.ways.enumerated() where isLive[index] {
        guard let target = way.lapTarget else { continue }
        var isTaken = false
        let received = limited(boxes[way.sender], by: way, model)
        for box in way.boxes {
          guard let sent = model.sent(received, by: way, through: box) else { continue }
          for arriving in model.arriving(sent, by: way) {
            isTaken = true
            isEntered[target] = true
            for field in arriving.indices { next[target][field] |= arriving[field] & boxes[target][field] }
          }
        }
        if !isTaken {
          isLive[index] = false
          isChanged = true
        }
      }
      for agent in boxes.indices {
        if !isEntered[agent] { next[agent] = [UInt64](repeating: 0, count: model.fields.count) }
        if next[agent] != boxes[agent] {
          boxes[agent] = next[agent]
          isChanged = true
        }
      }
      // With no field at all a box cannot be empty: what nothing enters is left by nothing.
      for (index, way) in model.ways.enumerated() where isLive[index] && !isEntered[way.sender] {
        isLive[index] = false
        isChanged = true
      }
    }
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

  private mutating func narrowGrowing(_ model: LoopModel) {
    growing = model.fields.indices.filter { field in
      var grows = false
      for (index, way) in model.ways.enumerated() where isLive[index] {
        guard way.arrival == .whole, case .map(_, let adds) = model.changes[way.change][field] else {
          return false
        }
        grows = grows || adds
      }
      return grows
    }
  }

  /// A payload that is added to for ever is past every bound.
  private func limited(_ box: [UInt64], by way: LoopModel.Way, _ model: LoopModel) -> [UInt64] {
    guard !growing.isEmpty else { return box }
    var box = box
    for field in growing {
      if case .map(_, true) = model.changes[way.change][field] { box[field] &= model.fields[field].unbounded }
    }
    return box
  }
}
