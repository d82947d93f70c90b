import HandoffContracts
import HandoffRuntime
import HandoffSchema
import HandoffTraffic

/// Finds the loops of a system in which payloads can circulate, and proves of the others that none can.
///
/// Where no guard, contract or effect is in question arrows decide. Everywhere else the product of agents and classes of
/// payloads does; `docs/loops.md` says how in words.
struct LoopAnalysis: Sendable {
  /// What is known of reaching and leaving agents by arrows.
  struct Surroundings: Sendable {
    var starts: [AgentIndex]
    var isReached: @Sendable (AgentIndex) -> Bool
    var hasExit: @Sendable (AgentIndex) -> Bool
    /// Whether a way that nobody knows may lead anywhere.
    var mayReachMore: Bool
    /// The edges to joins whose other branches come again and again only from where no run circulates.
    var starved: Set<Int32> = []
    /// What comes to joins again and again.
    var supply = JoinSupply()
    /// Whether the run has a limit of its own.
    var hasRunLimit: Bool

    /// What ends a loop with an agent, where payloads get out of it so.
    func ending(at agent: AgentIndex, _ escape: ProductLap.Escape) -> HandoffLoop.Ending {
      guard hasExit(agent) else { return .nothing }
      return switch escape {
      case .none: .nothingForSome
      case .noChoice: .failureOnly
      case .possible: hasRunLimit ? .runLimit : .choice
      }
    }
  }

  struct Result: Sendable {
    var loops: [HandoffLoop] = []
    var infeasible: [InfeasibleLoop] = []
  }

  /// What agents receive again and again; only where there are joins.
  private struct Circulating {
    var boxes: [AgentIndex: [PayloadBox]] = [:]
    /// In those loops to which an entry leads, as far as it does.
    var boxesWhereReached: [AgentIndex: [PayloadBox]] = [:]
    /// Why it may be less, in words.
    var gap: String?

    /// Notes what the agents of a loop to which an entry leads receive.
    mutating func add(_ agents: [AgentIndex], _ box: PayloadBox) {
      for agent in agents { boxesWhereReached[agent, default: []].append(box) }
    }
  }

  private let graph: RoutingGraph
  private let circles: Circles
  private let surroundings: Surroundings
  private let list: LoopWayList
  /// The edges to joins, and what of payloads makes a difference on the way there; once it is asked.
  private var feeding: (edges: [Int32], ground: JoinSupplier.Ground)?
  private var result = Result()
  private var circulating = Circulating()
  /// What the components need that arrows do not decide; made when the first one is met.
  private var desk: LoopDesk?
  private var search: CycleSearch
  private var limits: LimitReliance?
  /// What runs get to whatever limits are reached or not; once that is asked.
  private var freeReach: Reachability?
  /// Whether some handoff of the system tests or makes payloads; once it is known.
  private var isGuarded: Bool?
  /// Whether what some agent keeps must be as its contract demands; once it is known.
  private var isKeeping: Bool?

  private init(_ graph: RoutingGraph, _ circles: Circles, _ surroundings: Surroundings) {
    self.graph = graph
    self.circles = circles
    self.surroundings = surroundings
    list = LoopWayList(graph, hasExit: surroundings.hasExit)
    search = CycleSearch(in: circles.adjacency, components: circles.components)
  }

  /// Looks at every component, in the order of their first agents.
  static func run(
    _ graph: RoutingGraph, _ circles: Circles, _ surroundings: Surroundings, _ traffic: inout Traffic
  ) -> Result {
    guard !circles.circular.isEmpty else { return Result() }
    guard circles.hasJoins else {
      var analysis = LoopAnalysis(graph, circles, surroundings)
      analysis.decideAll(&traffic)
      return analysis.result
    }
    // Where nothing circulates after all, nothing starts a join again and again, and where other payloads do, others start it:
    // that may leave others with nothing.
    var (circles, surroundings) = (circles, surroundings)
    var rounds = 0
    while true {
      var analysis = LoopAnalysis(graph, circles, surroundings)
      analysis.decideAll(&traffic)
      rounds += 1
      var next = analysis.supplied(&traffic)
      let starvedWhereReached = analysis.starvedEdges(&traffic)
      let isSettled =
        !next.isNarrower(than: surroundings.supply) && starvedWhereReached.isSubset(of: surroundings.starved)
      if !isSettled, rounds == roundLimit { next.gap = tooManyRounds }
      if isSettled || rounds == roundLimit {
        if let gap = next.gap { analysis.leaveOpen(gap, traffic) }
        return analysis.result
      }
      circles = circles.without(next.starved)
      surroundings.supply = next
      surroundings.starved.formUnion(starvedWhereReached)
    }
  }

  /// How often it is looked at what still circulates when less comes to joins.
  private static let roundLimit = 64
  private static let tooManyRounds =
    "what comes to joins again and again was narrowed \(roundLimit) times and is less still"

  /// Says of the loops through joins that less may come to them than was taken for granted.
  private mutating func leaveOpen(_ gap: String, _ traffic: Traffic) {
    for index in result.loops.indices {
      let waits = result.loops[index].edges.contains { position in
        let edge = graph.edges[Int(position)]
        guard !edge.isReturn, let join = traffic.join(awaiting: edge.handoff) else { return false }
        let count = traffic.branches(ofJoinAt: join).count
        return (traffic.system[join].join?.needed(of: count) ?? 1) > 1
      }
      if waits, result.loops[index].isDecided { result.loops[index].certainty = .possible(gap) }
    }
  }

  /// What comes to joins again and again of what circulates.
  private mutating func supplied(_ traffic: inout Traffic) -> JoinSupply {
    guard let feeding, !feeding.edges.isEmpty else {
      return JoinSupply(companions: surroundings.supply.companions)
    }
    var desk = takeDesk(&traffic)
    defer { self.desk = desk }
    var known = surroundings.supply
    known.starved = []
    known.gap = circulating.gap
    return desk.supply(
      to: feeding.edges, from: circulating.boxes, along: circles.adjacency, within: known, &traffic)
  }

  /// The edges to joins that too few branches reach again and again, where runs get to.
  private mutating func starvedEdges(_ traffic: inout Traffic) -> Set<Int32> {
    guard let feeding, !feeding.edges.isEmpty else { return [] }
    var desk = takeDesk(&traffic)
    defer { self.desk = desk }
    return desk.starved(
      feeding.edges, from: circulating.boxesWhereReached, along: circles.adjacency, whereReached: true,
      &traffic)
  }

  /// The loops of a large system, in parts that have nothing to do with each other.
  ///
  /// Which loops are looked at together depends on the system alone, and so does what is found.
  struct Parts: Sendable {
    /// So many loops are looked at together where they are few.
    private static let leastSize = 64
    /// Each part finds out anew what others found out of payloads: more of them would cost more than they save.
    private static let countLimit = 8

    private let start: LoopAnalysis
    private let components: [Int]
    private let size: Int

    /// Parts the work; one part where joins tie all loops together.
    init(
      _ graph: RoutingGraph, _ circles: Circles, _ surroundings: Surroundings, _ traffic: inout Traffic
    ) {
      var start = LoopAnalysis(graph, circles, surroundings)
      components = circles.circular
      size =
        circles.hasJoins
        ? max(components.count, 1)
        : max(Self.leastSize, (components.count + Self.countLimit - 1) / Self.countLimit)
      // What all of them need is made once, and they share what may be spent on ways from entries.
      let count = (components.count + size - 1) / size
      if count > 1 {
        var desk = LoopDesk(graph, start.list, surroundings, &traffic)
        desk.stems.share(among: count)
        start.desk = desk
      }
      self.start = start
      self.count = count
    }

    /// How many parts there are.
    let count: Int

    /// Looks at one part.
    func result(of part: Int, _ traffic: inout Traffic) -> Result {
      if start.circles.hasJoins {
        return LoopAnalysis.run(start.graph, start.circles, start.surroundings, &traffic)
      }
      var analysis = start
      analysis.decide(components.dropFirst(part * size).prefix(size), &traffic)
      return analysis.result
    }
  }

  /// Looks at some components, in the order given.
  private mutating func decide(_ components: ArraySlice<Int>, _ traffic: inout Traffic) {
    var plain = PlainLoops(graph, circles)
    for component in components
    where !plain.isPlain(component, &traffic) || !addPlainLoop(component, &traffic) {
      decide(component, &traffic)
    }
  }

  /// Looks at every component once.
  private mutating func decideAll(_ traffic: inout Traffic) {
    decide(circles.circular[...], &traffic)
    guard circles.hasJoins else { return }
    let edges = circles.edgesToJoins(graph)
    guard !edges.isEmpty else { return }
    var desk = takeDesk(&traffic)
    let ground = desk.ground(ofJoins: edges, along: circles.adjacency, &traffic)
    self.desk = desk
    feeding = (edges, ground)
    for component in circles.circular where ground.isFeeder(Int(circles.members[component].first ?? 0)) {
      noteCirculating(component, ground, &traffic)
    }
  }

  /// Notes what the agents of a component receive again and again.
  private mutating func noteCirculating(
    _ component: Int, _ ground: JoinSupplier.Ground, _ traffic: inout Traffic
  ) {
    var desk = takeDesk(&traffic)
    defer { self.desk = desk }
    let (agents, ways) = waysWithin(component, &traffic)
    if let found = desk.circulating(among: agents, ways, tracking: ground.fields, &traffic) {
      circulating.boxes.merge(found) { $0 + $1 }
    } else {
      for agent in agents { circulating.boxes[agent, default: []].append(.everything) }
      circulating.gap = "what of circulating payloads comes to joins takes more states than are looked at"
    }
  }

  /// The agents of a component and their ways, of which those that wait for ever are finite.
  private func waysWithin(_ component: Int, _ traffic: inout Traffic) -> ([AgentIndex], [LoopWay]) {
    let agents = circles.members[component].map { AgentIndex(Int($0)) }
    let isPruned = prunedEdges(of: component)
    var ways = agents.flatMap { agent in
      list.ways(of: agent, { circles.components.component[$0.rawValue] == Int32(component) }, &traffic)
    }
    // What does not start a join again and again may do so once, and lead out by it.
    for index in ways.indices where isPruned.contains(ways[index].edge) { ways[index].isFinite = true }
    for var way in ways where surroundings.supply.companions[way.edge] != nil {
      way.isFinite = true
      ways.append(way)
    }
    return (agents, ways)
  }

  /// Adds a loop in which no guard is in the way; false where what its agents keep of what they receive may be.
  private mutating func addPlainLoop(_ component: Int, _ traffic: inout Traffic) -> Bool {
    if countsOnLimits(component, traffic) { return false }
    var circulating = PayloadBox.everything
    if hasKeepers(traffic) {
      var desk = takeDesk(&traffic)
      let box = desk.harmony(of: circles.members[component], &traffic)
      self.desk = desk
      guard let box else { return false }
      circulating = box
    }
    var loop = plainLoop(component, traffic)
    // Guards on the way there may let nothing through.
    if loop.isReached, hasGuards(traffic) || circulating != .everything {
      var desk = takeDesk(&traffic)
      loop.isReached = desk.mayReach(loop.agents, within: circulating, &traffic)
      self.desk = desk
      // Other payloads may circulate too.
      if !loop.isReached, circulating != .everything { return false }
    }
    result.loops.append(loop)
    if loop.isReached { self.circulating.add(loop.agents, circulating) }
    return true
  }

  /// Whether it makes a difference to a component of what arrows decide how often handoffs were taken before: to what its agents
  /// do, or to how runs get there.
  private mutating func countsOnLimits(_ component: Int, _ traffic: Traffic) -> Bool {
    let limits = limits ?? LimitReliance(traffic)
    self.limits = limits
    let agents = circles.members[component].lazy.map { AgentIndex(Int($0)) }
    if agents.contains(where: { limits.mayDivert($0) }) { return true }
    // Who has the work at the limit of the run is no matter of single handoffs.
    guard traffic.system.limits?.onLimit == nil, agents.contains(where: surroundings.isReached) else {
      return false
    }
    let reach =
      freeReach
      ?? Reachability(
        from: surroundings.starts.map { Int32($0.rawValue) },
        in: graph.adjacency { sender, edge in !edge.isReturn && !limits.isNeeded(edge.handoff, of: sender) })
    freeReach = reach
    return !agents.contains { reach.contains($0.rawValue) }
  }

  /// Whether some agent keeps of what it received what its contract says something about.
  private mutating func hasKeepers(_ traffic: Traffic) -> Bool {
    if let isKeeping { return isKeeping }
    let answer = traffic.system.agentIndices.contains { agent in
      traffic.structure.role(of: agent).contract != nil && traffic.system[agent].keepsSomething
    }
    isKeeping = answer
    return answer
  }

  /// The desk, for the caller alone: what two hold is copied as soon as one writes on it.
  private mutating func takeDesk(_ traffic: inout Traffic) -> LoopDesk {
    defer { desk = nil }
    return desk ?? LoopDesk(graph, list, surroundings, &traffic)
  }

  private mutating func hasGuards(_ traffic: Traffic) -> Bool {
    if let isGuarded { return isGuarded }
    let answer = traffic.system.handoffIndices.contains {
      traffic.structure.traits(of: $0).isGuarded || traffic.structure.traits(of: $0).isTyped
    }
    isGuarded = answer
    return answer
  }

  private mutating func plainLoop(_ component: Int, _ traffic: Traffic) -> HandoffLoop {
    let agents = circles.members[component]
    let edges = circles.edges(within: component)
    let steps = search.shortest(among: agents, allowance: 20_000 + 4 * edges.count)
    let first = AgentIndex(Int(agents.first ?? 0))
    var loop = HandoffLoop(
      first: first, agents: agents.map { AgentIndex(Int($0)) }, edges: edges,
      lap: steps.map { circles.adjacency.labels[$0.place] },
      isReached: agents.contains { surroundings.isReached(AgentIndex(Int($0))) },
      ending: surroundings.ending(at: first, .possible),
      laps: LapCount(of: circles.adjacency, circles.components, among: agents))
    loop.mend = PlainMender(graph, circles, component).mend(loop.lap, traffic)
    return loop
  }

  // MARK: - Components that payloads decide

  private mutating func decide(_ component: Int, _ traffic: inout Traffic) {
    var desk = takeDesk(&traffic)
    defer { self.desk = desk }
    let (agents, ways) = waysWithin(component, &traffic)
    let model: LoopModel
    do throws(LoopModelBuilder.TooManyClasses) {
      model = try desk.model(of: agents, ways, &traffic)
    } catch {
      undecided(
        component, "more than \(LoopModelBuilder.classLimit) classes of \(error.field) are told apart")
      return
    }
    var isInfeasible = true
    for part in LoopPart.parts(of: model) {
      switch LoopDecider.decide(model, without: part.others) {
      case .infeasible: continue
      case .undecided(let cap, let cube):
        let open = desk.words(model, cube)
        undecided(
          component, "\(Self.text(cap))\(open.map { "; open is what holds for payloads with \($0)" } ?? "")")
      case .feasible(let lap):
        let loop = desk.loop(part, lap, model, ways, &traffic)
        result.loops.append(loop)
        guard circles.hasJoins, loop.isReached else { break }
        circulating.boxesWhereReached.merge(desk.circulatingWhereReached(part, model, ways, &traffic)) {
          $0 + $1
        }
      }
      isInfeasible = false
    }
    guard isInfeasible, case .infeasible(let certificate) = LoopDecider.decide(model) else { return }
    let edges = circles.edges(within: component)
    let steps = search.shortest(among: circles.members[component], allowance: 20_000 + 4 * edges.count)
    result.infeasible.append(
      InfeasibleLoop(
        agents: agents, edges: edges,
        conflicts: desk.conflicts(
          model, along: steps.map { circles.adjacency.labels[$0.place] }, traffic.index),
        certificate: certificate, model: model))
  }

  /// Edges within a component that were taken out of it, because a join waits for ever.
  private func prunedEdges(of component: Int) -> Set<Int32> {
    var kept: Set<Int32> = []
    var inside: Set<Int32> = []
    for agent in circles.members[component] {
      kept.formUnion(circles.adjacency.places(of: Int(agent)).map { circles.adjacency.labels[$0] })
      for position in graph.positions(of: AgentIndex(Int(agent))) {
        let edge = graph.edges[Int(position)]
        if circles.components.component[edge.target.rawValue] == Int32(component), !edge.isFinite {
          inside.insert(position)
        }
      }
    }
    return inside.subtracting(kept)
  }

  private mutating func undecided(_ component: Int, _ reason: String) {
    let agents = circles.members[component]
    let edges = circles.edges(within: component)
    let steps = search.shortest(among: agents, allowance: 20_000 + 4 * edges.count)
    let first = AgentIndex(Int(agents.first ?? 0))
    var loop = HandoffLoop(
      first: first, agents: agents.map { AgentIndex(Int($0)) }, edges: edges,
      lap: steps.map { circles.adjacency.labels[$0.place] },
      isReached: agents.contains { surroundings.isReached(AgentIndex(Int($0))) },
      ending: surroundings.ending(at: first, .possible), laps: LapCount(1, isExact: false))
    loop.certainty = .undecided(reason)
    result.loops.append(loop)
    if loop.isReached { circulating.add(loop.agents, .everything) }
  }

  private static func text(_ cap: LoopDecider.Cap) -> String {
    switch cap {
    case .states: "it has more than \(ProductStates.stateLimit) states of agents and payload classes"
    case .steps: "it has more than \(LoopDecider.stepLimit) steps between states"
    case .cubes: "its payloads fall into more than \(LoopDecider.cubeLimit) cubes"
    }
  }
}
