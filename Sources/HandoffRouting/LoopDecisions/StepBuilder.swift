/// Makes the steps from all states of one agent through one box of a way.
struct StepBuilder {
  private let way: PreparedWay
  private let box: Int
  private let range: Range<Int>
  private let model: LoopModel
  private let states: ProductStates

  init(_ way: PreparedWay, _ box: Int, _ range: Range<Int>, _ model: LoopModel, _ states: ProductStates) {
    self.way = way
    self.box = box
    self.range = range
    self.model = model
    self.states = states
  }

  /// Adds the steps; false where the allowance does not do.
  ///
  /// - Parameters:
  ///   - cube: What the fields that nobody rewrites hold.
  ///   - steps: The steps from states, in the order of the states.
  ///   - hubSteps: The steps from hubs.
  ///   - nextHub: The number of the next hub.
  ///   - allowance: How many steps may still be built; counted down.
  /// - Returns: Whether all were built.
  func build(
    within cube: [UInt64], _ steps: inout [ProductGraph.Step], _ hubSteps: inout [ProductGraph.Step],
    nextHub: inout Int, allowance: inout Int
  ) -> Bool {
    guard !range.isEmpty else { return true }
    var received = states.received(in: range.lowerBound, at: way.sender, within: cube)
    var sent = received
    var found: [Int] = []
    if way.isFresh, range.count > 1 {
      allowance -= range.count
      guard allowance > 0 else { return false }
      guard way.send(received, through: box, &sent) else { return true }
      let isOutside = way.addArrivals(sent, model, states, to: &found)
      allowance -= found.count
      if found.count > 1 {
        for next in found { hubSteps.append(step(from: nextHub, to: next, .must)) }
        found = [nextHub]
        nextHub += 1
      }
      if isOutside { found.append(-1) }
      let kind = way.kind(of: received, through: box)
      for state in range {
        for next in found { steps.append(step(from: state, to: next, kind)) }
      }
      return true
    }
    var walk = states.walk(of: way.sender)
    for state in range {
      allowance -= 1
      guard allowance > 0 else { return false }
      if state > range.lowerBound { walk.advance(&received) }
      guard way.send(received, through: box, &sent) else { continue }
      let kind = way.kind(of: received, through: box)
      found.removeAll(keepingCapacity: true)
      let isOutside = way.addArrivals(sent, model, states, to: &found)
      allowance -= found.count
      for next in found { steps.append(step(from: state, to: next, kind)) }
      if isOutside { steps.append(step(from: state, to: -1, kind)) }
    }
    return true
  }

  private func step(from: Int, to: Int, _ kind: ProductGraph.Kind) -> ProductGraph.Step {
    ProductGraph.Step(from: Int32(from), to: Int32(to), way: way.index, box: Int32(box), kind: kind)
  }
}
