import HandoffContracts

/// Decides whether a payload can circulate in a loop for ever.
///
/// Decided is the product of agents and classes of payloads, never one cycle of agents at a time: a payload can alternate two
/// cycles neither of which it can repeat. Fields that nobody rewrites in the loop are split into cubes, the others are
/// enumerated.
struct LoopDecider {
  enum Verdict {
    /// A payload can circulate.
    case feasible(ProductLap)
    /// None can.
    case infeasible(LoopCertificate)
    /// A cap was met, with these payloads still open.
    case undecided(Cap, cube: [UInt64])
  }

  enum Cap: Sendable, Hashable {
    case states, steps, cubes
  }

  /// How many cubes are looked at in one loop.
  static let cubeLimit = 2_048
  /// How many steps of products are built for one loop.
  static let stepLimit = 2_000_000
  /// In products of more states than this single laps are tried first.
  private static let smallProduct = 64
  /// How many further cubes are looked at for payloads that cannot get out.
  private static let trapCubes = 8

  private let model: LoopModel
  private var certificate = LoopCertificate()
  private var allowance = stepLimit
  private var cubes = 0
  private var best: ProductLap?
  private var open: (cap: Cap, cube: [UInt64])?
  private var extraCubes = 0
  /// Whether all payloads get out of the loop, so that any lap will do.
  private var isSettled = false
  private let hasConditionalExit: Bool
  /// Whether only laps through a state that the caller picks count.
  private let isChoosy: Bool
  /// Whether any lap will do, whatever payloads get out of it.
  private let isHasty: Bool

  /// Picks one of some states that all lie on laps, with what the agents receive in them; `nil` refuses all.
  typealias Choice = (_ states: [(agent: Int, received: [UInt64])]) -> Int?

  private struct Task {
    var node: Int
    var cube: [UInt64]
    var isKept: [Bool]
  }

  private init(_ model: LoopModel, isChoosy: Bool = false, isHasty: Bool = false) {
    self.model = model
    self.isChoosy = isChoosy
    self.isHasty = isHasty
    let everything = model.everything
    hasConditionalExit = model.ways.contains { way in
      way.lapTarget == nil && way.boxes.contains { $0.masks != everything }
    }
  }

  /// Decides a loop.
  ///
  /// - Parameters:
  ///   - model: The loop.
  ///   - removed: Ways that are taken away, as a mend would.
  /// - Returns: The verdict.
  static func decide(_ model: LoopModel, without removed: Set<Int> = []) -> Verdict {
    var decider = LoopDecider(model)
    return decider.run(without: removed) { _ in nil }
  }

  /// Finds a lap that is left without some ways, as soon as can be: an empty one where there is none, `nil` where that is not
  /// decided.
  static func lap(of model: LoopModel, without removed: Set<Int>) -> [ProductLap.Stop]? {
    // Where no arrows lead round nothing needs to be decided of payloads.
    guard model.hasCircle(without: removed) else { return [] }
    var decider = LoopDecider(model, isHasty: true)
    return switch decider.run(without: removed, { _ in nil }) {
    case .feasible(let lap): lap.stops
    case .infeasible: []
    case .undecided: nil
    }
  }

  /// Decides a loop, where only laps through a state that the caller picks count; another verdict says nothing then.
  static func decide(_ model: LoopModel, without removed: Set<Int>, through choose: Choice) -> Verdict {
    var decider = LoopDecider(model, isChoosy: true)
    return decider.run(without: removed, choose)
  }

  private mutating func run(without removed: Set<Int>, _ choose: Choice) -> Verdict {
    certificate.nodes = [.ordered([])]
    var waiting = [
      Task(node: 0, cube: model.everything, isKept: model.ways.indices.map { !removed.contains($0) })
    ]
    while let task = waiting.popLast() {
      if isDone { break }
      waiting += look(at: task, choose).reversed()
    }
    if let best { return .feasible(best) }
    if let open { return .undecided(open.cap, cube: open.cube) }
    return .infeasible(certificate)
  }

  /// Whether nothing more is to be learned.
  private var isDone: Bool {
    guard let best, best.isDefinite else { return false }
    if isSettled { return true }
    if isHasty { return true }
    return best.escape != .possible || !hasConditionalExit || extraCubes > Self.trapCubes
  }

  private mutating func look(at task: Task, _ choose: Choice) -> [Task] {
    if best != nil { extraCubes += 1 }
    let fixpoint = BoxFixpoint(of: model, within: task.cube, task.isKept)
    let (boxes, table) = (fixpoint.boxes, model.table)
    let edges = model.ways.indices.filter { fixpoint.isLive[$0] }.map { index in
      (from: Int(table.senders[index]), to: Int(table.lapTargets[index]))
    }
    let graph = Adjacency(vertexCount: model.agents.count, edges: edges)
    let components = StrongComponents(of: graph)
    let circular = graph.circular(components)
    let members = components.members
    var parts: [LoopCertificate.Part] = []
    var tasks: [Task] = []
    for component in circular.indices where circular[component] {
      let isInside = model.ways.indices.map { index in
        fixpoint.isLive[index]
          && components.component[Int(table.lapTargets[index])] == Int32(component)
          && components.component[Int(table.senders[index])] == Int32(component)
      }
      let node = certificate.nodes.count
      certificate.nodes.append(.ordered([]))
      parts.append(.init(rank: component, node: node))
      let isSmaller = isInside.indices.contains {
        task.isKept[$0] && !isInside[$0] && table.lapTargets[$0] >= 0
      }
      if isSmaller {
        tasks.append(Task(node: node, cube: task.cube, isKept: isInside))
      } else {
        tasks += lookAtStates(
          node, members[component].map { Int($0) }, task.cube, isInside, boxes, choose)
      }
    }
    certificate.nodes[task.node] = .narrowed(
      boxes: boxes, ranks: components.component.map { Int($0) }, parts: parts)
    return tasks
  }

  private mutating func note(_ cap: Cap, _ cube: [UInt64]) -> [Task] {
    if open == nil { open = (cap, cube) }
    return []
  }

  private mutating func lookAtStates(
    _ node: Int, _ agents: [Int], _ cube: [UInt64], _ isInside: [Bool], _ boxes: [[UInt64]],
    _ choose: Choice
  ) -> [Task] {
    cubes += 1
    guard cubes <= Self.cubeLimit else { return note(.cubes, cube) }
    let found = ProductStates(of: model, agents, isInside, boxes: boxes)
    if found.map({ $0.count > Self.smallProduct }) ?? true, tryLap(agents, cube, isInside, boxes, choose) {
      return []
    }
    guard let states = found else { return note(.states, cube) }
    guard let product = ProductGraph(of: model, states, within: cube, isInside, allowance: &allowance) else {
      return note(.steps, cube)
    }
    var escapes: EscapeSearch?
    for kind in [ProductGraph.Kind.must, .free] {
      if best != nil, kind == .free { break }
      guard let lap = lap(in: product, upTo: kind, cube, choose, &escapes) else { continue }
      if best.map({ !$0.isDefinite || lap.escape != .possible }) ?? true { best = lap }
      if kind == .must {
        guard lap.escape == .possible, hasConditionalExit, !isHasty else { return [] }
        // Some of these payloads may be caught, where the way out is guarded.
        return question(cube, isInside, escapes).map { split(node, $0, cube, isInside) } ?? []
      }
    }
    let rounds = product.rounds(upTo: .may, model)
    guard let (all, components) = rounds.last else { return [] }
    let circular = all.circular(components)
    guard circular.contains(true) else {
      var ranked = [LoopCertificate.States](repeating: .init(), count: model.agents.count)
      for agent in agents { ranked[agent] = states.ranked(agent, rounds.map(\.components)) }
      certificate.nodes[node] = .ordered(ranked)
      return []
    }
    for label in all.labels where product.steps[Int(label)].kind == .may {
      let step = product.steps[Int(label)]
      let component = components.component[Int(step.from)]
      guard circular[Int(component)], components.component[Int(step.to)] == component,
        let question = product.question(of: step, model, within: cube)
      else { continue }
      return split(node, question, cube, isInside)
    }
    return []
  }

  /// What to ask of the payloads of a cube to see which of them get out.
  private func question(
    _ cube: [UInt64], _ isInside: [Bool], _ escapes: EscapeSearch?
  ) -> ProductGraph.Question? {
    guard extraCubes <= Self.trapCubes, let whole = escapes?.whole else { return nil }
    let step = whole.steps.first { step in
      let way = Int(step.way)
      return step.kind == .may && step.to < 0 && (isInside[way] || model.ways[way].lapTarget == nil)
    }
    return step.flatMap { whole.question(of: $0, model, within: cube) }
  }

  private mutating func split(
    _ node: Int, _ question: ProductGraph.Question, _ cube: [UInt64], _ isKept: [Bool]
  ) -> [Task] {
    let inside = certificate.nodes.count
    certificate.nodes += [.ordered([]), .ordered([])]
    certificate.nodes[node] = .split(
      field: question.field, mask: question.mask, inside: inside, outside: inside + 1)
    var (matching, others) = (cube, cube)
    matching[question.field] &= question.mask
    others[question.field] &= ~question.mask
    return [
      Task(node: inside, cube: matching, isKept: isKept),
      Task(node: inside + 1, cube: others, isKept: isKept),
    ]
  }

  // MARK: - Laps

  /// Looks for a single lap of arrows that payloads can repeat, where it does not matter which of them get out of it.
  private mutating func tryLap(
    _ agents: [Int], _ cube: [UInt64], _ isInside: [Bool], _ boxes: [[UInt64]], _ choose: Choice
  ) -> Bool {
    guard isHasty || model.alwaysOpen(agents, isInside, boxes: boxes) else { return false }
    let stops = LapTrial(model, agents, isInside, boxes: boxes).lap { stops in
      guard isChoosy else { return stops }
      return choose(stops.map { ($0.agent, $0.received) }).map { Array(stops[$0...] + stops[..<$0]) }
    }
    guard let stops else { return false }
    best = ProductLap(
      stops: stops, cube: cube, isDefinite: true, escape: .possible, count: LapCount(1, isExact: false))
    isSettled = true
    return true
  }

  private mutating func lap(
    in product: ProductGraph, upTo kind: ProductGraph.Kind, _ cube: [UInt64], _ choose: Choice,
    _ known: inout EscapeSearch?
  ) -> ProductLap? {
    guard let (graph, components) = product.rounds(upTo: kind, model).last else { return nil }
    let circular = graph.circular(components)
    guard circular.contains(true) else { return nil }
    if known == nil, !isHasty { known = EscapeSearch(model, product, cube, allowance: &allowance) }
    let escapes = known
    let members = components.members
    let candidates = circular.indices.filter { circular[$0] }
      .sorted { (members[$0].first ?? 0) < (members[$1].first ?? 0) }
    func received(in state: Int) -> (agent: Int, received: [UInt64]) {
      let agent = Int(product.agent[state])
      return (agent, product.states.demanded(in: state, at: agent, within: cube))
    }
    var search = CycleSearch(in: graph, components: components, hubs: product.states.count)
    func lap(_ steps: [CycleSearch.Step], _ component: Int, _ escape: ProductLap.Escape) -> ProductLap {
      let stops = steps.map { step -> ProductLap.Stop in
        let edge = product.steps[Int(graph.labels[step.place])]
        let state = received(in: step.vertex)
        return ProductLap.Stop(
          agent: state.agent, received: state.received, way: Int(edge.way), box: Int(edge.box))
      }
      return ProductLap(
        stops: stops, cube: cube, isDefinite: kind == .must, escape: escape,
        count: isHasty
          ? LapCount(1, isExact: false)
          : LapCount(
            of: graph, components, among: product.states(of: members[component]), hubs: product.states.count))
    }
    func escape(_ component: Int) -> ProductLap.Escape {
      guard let state = members[component].first.map({ Int($0) }), let escapes, !escapes.canEscape(state)
      else {
        return .possible
      }
      return escapes.isForced(state) ? .noChoice : .none
    }
    // What cannot get out is worse than what can.
    let caught = candidates.filter { escape($0) != .possible }
    for component in caught + candidates.filter({ escape($0) == .possible }) {
      guard isChoosy else {
        let states = product.states(of: members[component])
        let steps = search.shortest(among: states, allowance: 20_000 + 4 * states.count)
        return lap(steps, component, escape(component))
      }
      let states = product.states(of: members[component]).map { Int($0) }
      guard let position = choose(states.map(received)) else { continue }
      return lap(search.shortest(through: states[position]), component, escape(component))
    }
    return nil
  }
}
