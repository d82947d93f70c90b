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
  private(set) var steps: [Step] = []
  /// Which agent a state belongs to.
  private(set) var agent: [Int32]

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
    var waysOf = [[Int]](repeating: [], count: model.agents.count)
    for (index, way) in model.ways.enumerated() where isIncluded[index] { waysOf[way.sender].append(index) }
    for sender in states.agents {
      for state in states.states(of: sender) {
        agent[state] = Int32(sender)
        let received = states.received(in: state, at: sender, within: cube)
        for index in waysOf[sender] {
          let way = model.ways[index]
          for (number, box) in way.boxes.enumerated() {
            allowance -= 1
            guard allowance > 0 else { return nil }
            guard let sent = model.sent(received, by: way, through: box) else { continue }
            let kind: Kind =
              Self.question(of: box, way, model, received, states) != nil ? .may : box.isFree ? .free : .must
            func add(_ to: Int) {
              steps.append(
                Step(from: Int32(state), to: Int32(to), way: Int32(index), box: Int32(number), kind: kind))
            }
            // A way that a run takes so often only may rewrite what the cube holds fast: it leads out of the states.
            guard let target = way.target, way.lapTarget != nil || Self.keepsCube(way, model, states) else {
              add(-1)
              continue
            }
            if case .whole = way.arrival {
              let found = states.states(at: target, receiving: sent)
              if found.isEmpty { add(-1) }
              for next in found { add(next) }
              allowance -= found.count
              continue
            }
            var reached: Set<Int> = []
            var isOutside = false
            for arriving in model.arriving(sent, by: way) {
              let found = states.states(at: target, receiving: arriving)
              isOutside = isOutside || found.isEmpty
              for next in found where reached.insert(next).inserted { add(next) }
            }
            if isOutside { add(-1) }
            allowance -= reached.count
          }
        }
      }
    }
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

  private static func keepsCube(_ way: LoopModel.Way, _ model: LoopModel, _ states: ProductStates) -> Bool {
    way.arrival == .whole
      && model.fields.indices.allSatisfy { field in
        guard states.isRigid[field] else { return true }
        if case .map(_, grows: false) = model.changes[way.change][field] { return true }
        return false
      }
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
    for state in 0..<states.count {
      while position < steps.count, steps[position].from == Int32(state) {
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
