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
    let nothing = [UInt64](repeating: 0, count: model.fields.count)
    var (sent, next) = (nothing, boxes)
    // By position: a copy of every way in every round would cost more than the look at it.
    let ways = model.ways.indices.filter { isLive[$0] }
    let hasReturns = ways.contains { model.ways[$0].isReturn }
    var isChanged = true
    while isChanged {
      isChanged = hasReturns && dropUncalled(model)
      narrowGrowing(model)
      for agent in next.indices {
        for field in nothing.indices { next[agent][field] = 0 }
      }
      var isEntered = [Bool](repeating: false, count: model.agents.count)
      for index in ways where isLive[index] {
        let (sender, change) = (model.ways[index].sender, model.ways[index].change)
        guard let target = model.ways[index].lapTarget else { continue }
        var isTaken = false
        let received = limited(boxes[sender], by: change, model)
        for box in model.ways[index].boxes {
          guard model.send(received, by: change, through: box, &sent) else { continue }
          if case .whole = model.ways[index].arrival {
            isTaken = true
            isEntered[target] = true
            for field in sent.indices { next[target][field] |= sent[field] & boxes[target][field] }
            continue
          }
          for arriving in model.arriving(sent, by: model.ways[index]) {
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
        if !isEntered[agent] { next[agent] = nothing }
        if next[agent] != boxes[agent] {
          swap(&boxes[agent], &next[agent])
          isChanged = true
        }
      }
      // With no field at all a box cannot be empty: what nothing enters is left by nothing.
      for index in ways where isLive[index] && !isEntered[model.ways[index].sender] {
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
      for index in model.ways.indices where isLive[index] {
        guard model.ways[index].arrival == .whole,
          case .map(_, let adds) = model.changes[model.ways[index].change][field]
        else { return false }
        grows = grows || adds
      }
      return grows
    }
  }

  /// A payload that is added to for ever is past every bound.
  private func limited(_ box: [UInt64], by change: Int, _ model: LoopModel) -> [UInt64] {
    guard !growing.isEmpty else { return box }
    var box = box
    for field in growing {
      if case .map(_, true) = model.changes[change][field] { box[field] &= model.fields[field].unbounded }
    }
    return box
  }
}
