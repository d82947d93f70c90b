/// Tries single laps of arrows before the product of agents and classes is built.
///
/// Along one lap each field goes its own way, as long as none is copied from another: a payload goes round again and again
/// if each field alone does. Most loops have such a lap, and it is found in time that does not grow with the product.
struct LapTrial {
  /// One stop of a lap with what may be received there.
  typealias Stop = ProductLap.Stop

  private let model: LoopModel
  private let agents: [Int]
  private let graph: Adjacency
  private let boxes: [[UInt64]]

  /// No more laps are tried.
  private static let lapLimit = 64

  /// Prepares for one set of agents.
  ///
  /// - Parameters:
  ///   - model: The loop.
  ///   - agents: The agents, all of which are on cycles of the ways.
  ///   - isInside: The ways to look at.
  ///   - boxes: What each agent may receive again and again.
  init(_ model: LoopModel, _ agents: [Int], _ isInside: [Bool], boxes: [[UInt64]]) {
    self.model = model
    self.agents = agents
    self.boxes = boxes
    let inside = model.ways.indices.filter { isInside[$0] }
    let edges = inside.compactMap { index in
      model.ways[index].lapTarget.map { (from: model.ways[index].sender, to: $0) }
    }
    let plain = Adjacency(vertexCount: model.agents.count, edges: edges)
    graph = Adjacency(
      offsets: plain.offsets, targets: plain.targets, labels: plain.labels.map { Int32(inside[Int($0)]) })
  }

  /// The first lap on which payloads surely go round and that the caller likes.
  func lap(_ isLiked: ([Stop]) -> [Stop]?) -> [Stop]? {
    var search = CycleSearch(in: graph, components: StrongComponents(of: graph))
    var tried: Set<[Int]> = []
    for agent in agents.prefix(Self.lapLimit) {
      let steps = search.shortest(through: agent)
      guard !steps.isEmpty else { continue }
      let ways = steps.map { Int(graph.labels[$0.place]) }
      let lead = ways.indices.min { ways[$0] < ways[$1] } ?? 0
      guard tried.insert(Array(ways[lead...] + ways[..<lead])).inserted, isCalled(ways) else { continue }
      if let stops = stops(along: ways), let liked = isLiked(stops) { return liked }
    }
    return nil
  }

  /// Whether control comes back on a lap only along handoffs that are taken on it.
  private func isCalled(_ ways: [Int]) -> Bool {
    ways.allSatisfy { way in
      !model.ways[way].isReturn
        || ways.contains { !model.ways[$0].isReturn && model.ways[$0].handoff == model.ways[way].handoff }
    }
  }

  /// The stops of a lap, where every field may be again what it was; boxes are chosen one after the other.
  private func stops(along ways: [Int]) -> [Stop]? {
    guard let first = ways.first else { return nil }
    var chosen: [Int] = []
    var masks = boxes[model.ways[first].sender]
    for index in ways {
      let way = model.ways[index]
      guard way.arrival == .whole, !model.changes[way.change].contains(where: { $0.isCopy }) else {
        return nil
      }
      let box = way.boxes.indices.first {
        !way.boxes[$0].isFree && model.sent(masks, by: index, through: $0) != nil
      }
      guard let box, let sent = model.sent(masks, by: index, through: box) else { return nil }
      chosen.append(box)
      masks = sent
    }
    var received = ways.map { _ in [UInt64](repeating: 0, count: model.fields.count) }
    for field in model.fields.indices where !follow(field, ways, chosen, &received) { return nil }
    return ways.indices.map { position in
      Stop(
        agent: model.ways[ways[position]].sender, received: received[position], way: ways[position],
        box: chosen[position])
    }
  }

  /// Follows one field round a lap; false where it never is what it was.
  private func follow(_ field: Int, _ ways: [Int], _ chosen: [Int], _ received: inout [[UInt64]]) -> Bool {
    func step(_ mask: UInt64, _ position: Int) -> UInt64 {
      let way = model.ways[ways[position]]
      guard mask != 0 else { return 0 }
      return model.table.image(of: mask, at: field, by: way.change)
        & way.boxes[chosen[position]].masks[field]
    }
    var again: UInt64 = 0
    var rest = boxes[model.ways[ways[0]].sender][field]
    while rest != 0 {
      let bit = rest & (0 &- rest)
      rest ^= bit
      if ways.indices.reduce(bit, step) & bit != 0 { again |= bit }
    }
    guard again != 0 else { return false }
    // What may be there on the way: what comes of it and leads back to it.
    var forward = again
    for position in ways.indices {
      received[position][field] = forward
      forward = step(forward, position)
    }
    var backward = again
    for position in ways.indices.reversed() {
      var leading: UInt64 = 0
      var candidates = received[position][field]
      while candidates != 0 {
        let bit = candidates & (0 &- candidates)
        candidates ^= bit
        if step(bit, position) & backward != 0 { leading |= bit }
      }
      received[position][field] = leading
      backward = leading
    }
    return received.allSatisfy { $0[field] != 0 }
  }
}

extension LoopModel.Change {
  fileprivate var isCopy: Bool { if case .copy = self { true } else { false } }
}

extension LoopModel {
  /// Whether from each of some agents a finish or a human can be reached on ways that all payloads can go that it may
  /// receive again and again.
  func alwaysOpen(_ agents: [Int], _ isInside: [Bool], boxes: [[UInt64]]) -> Bool {
    var isOpen = [Bool](repeating: false, count: self.agents.count)
    let members = Set(agents)
    // What goes on inside stays within the boxes; of what goes on otherwise that is not known.
    let sure = ways.indices.filter { index in
      let way = ways[index]
      return members.contains(way.sender) && (isInside[index] || way.end == .exit) && way.arrival == .whole
        && way.boxes.contains { takesAll(of: boxes[way.sender], by: way, through: $0) }
    }.map { ways[$0] }
    var isChanged = true
    while isChanged {
      isChanged = false
      for way in sure where !isOpen[way.sender] {
        let leadsOut =
          switch way.end {
          case .exit: true
          case .agent(let target): isOpen[target]
          case .nowhere: false
          }
        if leadsOut {
          isOpen[way.sender] = true
          isChanged = true
        }
      }
    }
    return agents.allSatisfy { isOpen[$0] }
  }

  private func takesAll(of received: [UInt64], by way: Way, through box: Box) -> Bool {
    guard !box.isFree else { return false }
    return fields.indices.allSatisfy { field in
      switch changes[way.change][field] {
      case .any: box.masks[field] != 0
      case .copy(let source, let images): takesAll(of: received[source], images, box.masks[field])
      case .map(let images, _): takesAll(of: received[field], images, box.masks[field])
      }
    }
  }

  private func takesAll(of received: UInt64, _ images: [UInt64], _ taken: UInt64) -> Bool {
    images.indices.allSatisfy { received >> UInt64($0) & 1 == 0 || images[$0] & taken != 0 }
  }
}
