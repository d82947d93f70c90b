import HandoffContracts

/// The steps between the states of a loop, for payloads within one cube.
struct ProductGraph {
  /// How sure a step is.
  enum Kind: UInt8, Comparable {
    /// Every payload of the cube can take it.
    case must
    /// Only a test that is beyond the analysis may keep a payload from taking it.
    case free
    /// Some payloads of the cube can take it.
    case may

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  struct Step {
    var from: Int32
    /// -1 where it leads out of the states.
    var to: Int32
    var way: Int32
    var box: Int32
    var kind: Kind
  }

  /// A field that nobody rewrites, and the classes of it that a step asks for.
  struct Question: Hashable {
    var field: Int
    var mask: UInt64
  }

  let states: ProductStates
  /// State by state, then those that leave hubs.
  private(set) var steps: [Step] = []
  /// Which agent a state belongs to.
  private(set) var agent: [Int32]
  /// The number of states and hubs; hubs come after all states.
  ///
  /// Where what is sent has nothing to do with what was received, all states of the sender lead to one hub, and this to
  /// what arrives: so there is one step for each state, not one for each pair.
  private(set) var vertexCount: Int

  /// Builds the graph; there is none where the allowance does not do.
  ///
  /// - Parameters:
  ///   - model: The loop.
  ///   - states: Its states.
  ///   - cube: What the fields that nobody rewrites hold.
  ///   - isIncluded: The ways to look at.
  ///   - allowance: How many steps may still be built; counted down.
  init?(
    of model: LoopModel, _ states: ProductStates, within cube: [UInt64], _ isIncluded: [Bool],
    allowance: inout Int
  ) {
    self.states = states
    agent = [Int32](repeating: 0, count: states.count)
    vertexCount = states.count
    let waysOf = CompressedRows(
      rowCount: model.agents.count,
      keys: zip(model.table.senders, isIncluded).map { sender, isIncluded in isIncluded ? sender : -1 })
    var hubSteps: [Step] = []
    for sender in states.agents {
      let range = states.states(of: sender)
      for state in range { agent[state] = Int32(sender) }
      // Way by way, so that what is the same for all states is worked out once, and then state by state.
      var found: [Step] = []
      for index in waysOf[sender].lazy.map({ Int($0) }) {
        let way = PreparedWay(index, model, states)
        for box in way.boxes.indices {
          let builder = StepBuilder(way, box, range, model, states)
          let isDone = builder.build(
            within: cube, &found, &hubSteps, nextHub: &vertexCount, allowance: &allowance)
          guard isDone else { return nil }
        }
      }
      if range.count == 1 { steps += found } else { append(found, of: range) }
    }
    steps += hubSteps
  }

  /// Adds steps in the order of their states, those of one state in the order given.
  private mutating func append(_ found: [Step], of range: Range<Int>) {
    var positions = [Int](repeating: 0, count: range.count + 1)
    for step in found { positions[Int(step.from) - range.lowerBound + 1] += 1 }
    for state in positions.indices.dropFirst() { positions[state] += positions[state - 1] }
    var order = [Int32](repeating: 0, count: found.count)
    for (index, step) in found.enumerated() {
      let state = Int(step.from) - range.lowerBound
      order[positions[state]] = Int32(index)
      positions[state] += 1
    }
    steps.reserveCapacity(steps.count + found.count)
    for index in order { steps.append(found[Int(index)]) }
  }

  /// What of a box the cube leaves open.
  private static func question(
    of box: LoopModel.Box, _ way: LoopModel.Way, _ model: LoopModel, _ received: [UInt64],
    _ states: ProductStates
  ) -> Question? {
    for field in received.indices where states.isRigid[field] && received[field] & ~box.masks[field] != 0 {
      guard case .map = model.changes[way.change][field] else { continue }
      return Question(field: field, mask: box.masks[field])
    }
    return nil
  }

  /// What the cube leaves open about a step.
  func question(of step: Step, _ model: LoopModel, within cube: [UInt64]) -> Question? {
    let sender = Int(agent[Int(step.from)])
    let received = states.received(in: Int(step.from), at: sender, within: cube)
    let way = model.ways[Int(step.way)]
    return Self.question(of: way.boxes[Int(step.box)], way, model, received, states)
  }

  /// The steps within the loop that are at least so sure, labelled by their positions.
  func adjacency(upTo kind: Kind, _ isIncluded: (Step) -> Bool = { _ in true }) -> Adjacency {
    var offsets: [Int32] = [0]
    var targets: [Int32] = []
    var labels: [Int32] = []
    var position = 0
    for vertex in 0..<vertexCount {
      while position < steps.count, steps[position].from == Int32(vertex) {
        let step = steps[position]
        if step.to >= 0, step.kind <= kind, isIncluded(step) {
          targets.append(step.to)
          labels.append(Int32(position))
        }
        position += 1
      }
      offsets.append(Int32(targets.count))
    }
    return Adjacency(offsets: offsets, targets: targets, labels: labels)
  }
}

extension ProductGraph {
  /// Some steps with their components.
  typealias Round = (graph: Adjacency, components: StrongComponents)

  /// The states of a component, without the hubs.
  func states(of component: ArraySlice<Int32>) -> ArraySlice<Int32> {
    let hubs = component.count { Int($0) >= states.count }
    return component.dropLast(hubs)
  }

  /// The steps within the loop that are at least so sure; then the same without returns along handoffs that are not taken in
  /// the same component, and so on: control comes back only as often as it was given.
  func rounds(upTo kind: Kind, _ model: LoopModel) -> [Round] {
    var graph = adjacency(upTo: kind)
    var rounds: [Round] = []
    while true {
      let components = StrongComponents(of: graph)
      rounds.append((graph, components))
      let uncalled = uncalled(graph, components, model)
      if uncalled.isEmpty { return rounds }
      graph = graph.filtered { !uncalled.contains($0) }
    }
  }

  private func uncalled(_ graph: Adjacency, _ components: StrongComponents, _ model: LoopModel) -> Set<Int32>
  {
    guard model.ways.contains(where: \.isReturn) else { return [] }
    struct Gift: Hashable {
      var component: Int32
      var handoff: Int32
    }
    var given: Set<Gift> = []
    var returns: [(label: Int32, gift: Gift)] = []
    for label in graph.labels {
      let (step, way) = (steps[Int(label)], model.ways[Int(steps[Int(label)].way)])
      let component = components.component[Int(step.from)]
      guard component == components.component[Int(step.to)] else { continue }
      let gift = Gift(component: component, handoff: way.handoff)
      if way.isReturn { returns.append((label, gift)) } else { given.insert(gift) }
    }
    return Set(returns.filter { !given.contains($0.gift) }.map(\.label))
  }
}

extension Adjacency {
  /// Whether a vertex of each component lies on a cycle, by component.
  func circular(_ components: StrongComponents) -> [Bool] {
    var size = [Int](repeating: 0, count: components.count)
    for component in components.component { size[Int(component)] += 1 }
    var isCircular = size.map { $0 > 1 }
    for vertex in 0..<vertexCount {
      let component = Int(components.component[vertex])
      guard !isCircular[component] else { continue }
      isCircular[component] = places(of: vertex).contains { Int(targets[$0]) == vertex }
    }
    return isCircular
  }
}
