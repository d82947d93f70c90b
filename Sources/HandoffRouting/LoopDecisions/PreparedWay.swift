/// A way of a loop for the product: what is the same for all states of its sender is worked out once.
struct PreparedWay {
  let index: Int32
  let boxes: [LoopModel.Box]
  /// Whether what is sent has nothing to do with what was received.
  let isFresh: Bool
  let sender: Int
  private let target: Int?
  private let way: LoopModel.Way
  private let table: WayTable
  /// The number of its first box among those of all ways.
  private let firstBox: Int
  /// The fields that the cube limits and that the boxes may ask about.
  private let asked: [Int]

  init(_ index: Int, _ model: LoopModel, _ states: ProductStates) {
    let way = model.ways[index]
    let row = model.changes[way.change]
    self.index = Int32(index)
    self.way = way
    boxes = way.boxes
    sender = way.sender
    table = model.table
    firstBox = model.table.boxes(of: index).lowerBound
    isFresh = row.allSatisfy { if case .any = $0 { true } else { false } }
    asked = row.indices.filter { field in
      if states.isRigid[field], case .map = row[field] { true } else { false }
    }
    // A way that a run takes so often only may rewrite what the cube holds fast: it leads out of the states.
    let keepsCube =
      way.arrival == .whole
      && row.indices.allSatisfy { field in
        guard states.isRigid[field] else { return true }
        if case .map(_, grows: false) = row[field] { return true }
        return false
      }
    target = way.lapTarget != nil || keepsCube ? way.target : nil
  }

  /// Writes what goes through a box of payloads within some masks to as many masks; false where nothing does.
  func send(_ received: [UInt64], through box: Int, _ sent: inout [UInt64]) -> Bool {
    table.send(received, by: way.change, through: firstBox + box, &sent)
  }

  /// How sure it is that payloads within some masks go through a box.
  func kind(of received: [UInt64], through box: Int) -> ProductGraph.Kind {
    for field in asked where received[field] & ~boxes[box].masks[field] != 0 { return .may }
    return boxes[box].isFree ? .free : .must
  }

  /// Adds the states in which the receiver may be; returns whether what is sent may lead out of the states.
  func addArrivals(
    _ sent: [UInt64], _ model: LoopModel, _ states: ProductStates, to found: inout [Int]
  ) -> Bool {
    guard let target else { return true }
    if case .whole = way.arrival {
      states.addStates(at: target, receiving: sent, to: &found)
      return found.isEmpty
    }
    var isOutside = false
    var reached: Set<Int> = []
    var arrived: [Int] = []
    for arriving in model.arriving(sent, by: way) {
      arrived.removeAll(keepingCapacity: true)
      states.addStates(at: target, receiving: arriving, to: &arrived)
      isOutside = isOutside || arrived.isEmpty
      for next in arrived where reached.insert(next).inserted { found.append(next) }
    }
    return isOutside
  }
}
