import HandoffContracts
import HandoffRuntime
import HandoffSchema
import HandoffTraffic

/// What deciding on payloads needs, for all loops of a system: the fields, what agents do to them, and the router.
struct LoopDesk {
  private let graph: RoutingGraph
  private let surroundings: LoopAnalysis.Surroundings
  private let table: FieldTable
  private let effects: [PayloadEffects]
  private let effectOf: [Int32]
  private let builder: LoopModelBuilder
  private var book: RegionBook
  private let list: LoopWayList
  private var stems: StemSearch
  /// Made when the first way counts on limits.
  private var countedRuns: CountedRuns?
  /// What entries receive.
  private let allowed: PayloadRegion
  private let maker: PayloadMaker
  private let replay: LoopReplay
  private let input: PayloadSet?

  init(
    _ graph: RoutingGraph, _ list: LoopWayList, _ surroundings: LoopAnalysis.Surroundings,
    _ traffic: inout Traffic
  ) {
    self.graph = graph
    self.list = list
    self.surroundings = surroundings
    var numbers: [PayloadEffects: Int32] = [:]
    var effects: [PayloadEffects] = []
    var effectOf: [Int32] = []
    effectOf.reserveCapacity(traffic.system.agents.count)
    for agent in traffic.system.agents {
      let effect = PayloadEffects(of: agent)
      let number = numbers[effect] ?? Int32(effects.count)
      if numbers[effect] == nil {
        numbers[effect] = number
        effects.append(effect)
      }
      effectOf.append(number)
    }
    self.effects = effects
    self.effectOf = effectOf
    let table = FieldTable(LoopSchemas(effects, effectOf, &traffic), effects: effects)
    self.table = table
    builder = LoopModelBuilder(table, effects: effects, effectOf: effectOf)
    var book = RegionBook(table)
    let input = traffic.questions.schema(at: .input).map { PayloadSet(base: $0) }
    var allowed = PayloadRegion.everything
    if let input { allowed = book.region(of: input, traffic.questions) }
    self.book = book
    self.input = input
    self.allowed = allowed
    let effect: (AgentIndex) -> PayloadEffects = { effects[Int(effectOf[$0.rawValue])] }
    stems = StemSearch(
      table, graph, list,
      from: Dictionary(surroundings.starts.map { ($0, allowed.boxes) }) { first, _ in first },
      isReached: surroundings.isReached, effects: effect)
    var system = traffic.system
    // The limit on the run ends every run; what it stops is what is looked for.
    system.limits = nil
    let router = Router(system, index: traffic.index)
    maker = PayloadMaker(table, graph, router, effects: effect)
    replay = LoopReplay(router)
  }

  /// The payloads that circulate in a loop where no guard stands in the way, if what agents keep is as their contracts
  /// demand; `nil` where that takes a closer look.
  mutating func harmony(of agents: ArraySlice<Int32>, _ traffic: inout Traffic) -> PayloadBox? {
    var pairs: [LoopHarmony.Sender] = []
    var seen: Set<[Int]> = []
    for agent in agents.lazy.map({ AgentIndex(Int($0)) }) {
      let effect = Int(effectOf[agent.rawValue])
      let contract = traffic.structure.role(of: agent).contract?.rawValue ?? -1
      guard seen.insert([effect, contract]).inserted else { continue }
      pairs.append(.init(effects: effects[effect], offer: book.offer(of: agent, &traffic)))
    }
    return LoopHarmony(table).box(of: pairs)
  }

  /// The model of a loop.
  mutating func model(
    of agents: [AgentIndex], _ ways: [LoopWay], _ traffic: inout Traffic
  ) throws(LoopModelBuilder.TooManyClasses) -> LoopModel {
    try builder.model(of: agents, ways, beside: surroundings.supply.companions, &book, &traffic)
  }

  /// Whether some payload within a box may get to one of some agents.
  mutating func mayReach(_ agents: [AgentIndex], within box: PayloadBox, _ traffic: inout Traffic) -> Bool {
    if surroundings.mayReachMore { return true }
    let goals = agents.map { (agent: $0, box: box) }
    if case .none = stems.stem(to: goals, &book, &traffic) { return false }
    return true
  }

  /// What comes to joins again and again.
  ///
  /// - Parameters:
  ///   - edges: The edges to joins.
  ///   - sources: What agents receive that circulates.
  ///   - endless: The edges that a run may take for ever.
  ///   - known: What comes at most.
  ///   - traffic: What travels.
  /// - Returns: What comes of the sources.
  mutating func supply(
    to edges: [Int32], from sources: [AgentIndex: [PayloadBox]], along endless: Adjacency,
    within known: JoinSupply, _ traffic: inout Traffic
  ) -> JoinSupply {
    var supplier = JoinSupplier(graph, list, images, along: endless, to: edges)
    return supplier.supply(from: sources, within: known, &book, &traffic)
  }

  /// What of agents and payloads makes a difference at joins.
  mutating func ground(
    ofJoins edges: [Int32], along endless: Adjacency, _ traffic: inout Traffic
  ) -> JoinSupplier.Ground {
    var supplier = JoinSupplier(graph, list, images, along: endless, to: edges)
    return supplier.ground(&book, &traffic)
  }

  /// What the agents of a component receive again and again, told apart by some fields; `nil` where that is not decided.
  mutating func circulating(
    among agents: [AgentIndex], _ ways: [LoopWay], tracking fields: Set<Int>, _ traffic: inout Traffic
  ) -> [AgentIndex: [PayloadBox]]? {
    guard
      let model = try? builder.model(
        of: agents, ways, beside: surroundings.supply.companions, tracking: fields, &book, &traffic)
    else { return nil }
    var found: [AgentIndex: [PayloadBox]] = [:]
    for part in LoopPart.parts(of: model) {
      let verdict = LoopDecider.decide(
        model, without: part.others,
        through: { states in
          for state in states {
            found[model.agents[state.agent], default: []].append(box(model, state.received))
          }
          return nil
        })
      guard case .infeasible = verdict else { return nil }
    }
    return found.mapValues { PayloadRegion($0).boxes }
  }

  /// The edges to joins on which a run cannot go for ever, as too few other branches come again and again.
  ///
  /// - Parameters:
  ///   - edges: Edges to joins.
  ///   - sources: What agents receive that circulates.
  ///   - endless: The edges that a run may take for ever.
  ///   - whereReached: Whether only those count that a run comes to.
  ///   - traffic: What travels.
  /// - Returns: Those of the edges.
  mutating func starved(
    _ edges: [Int32], from sources: [AgentIndex: [PayloadBox]], along endless: Adjacency, whereReached: Bool,
    _ traffic: inout Traffic
  ) -> Set<Int32> {
    let isNarrow = whereReached && !surroundings.mayReachMore
    let endless = !isNarrow ? endless : endless.filtered { mayGo(along: $0, &traffic) }
    var search = StemSearch(table, graph, list, from: sources, along: endless) { [effects, effectOf] in
      effects[Int(effectOf[$0.rawValue])]
    }
    return Set(edges.filter { !search.mayCome(along: $0, &book, &traffic) })
  }

  /// Whether a run may come to an edge, as far as other runs are concerned.
  private mutating func mayGo(along edge: Int32, _ traffic: inout Traffic) -> Bool {
    surroundings.isReached(graph.sender(ofEdge: edge)) && !surroundings.starved.contains(edge)
      && stems.mayCome(along: edge, &book, &traffic)
  }

  /// What the agents of a loop receive again and again, as far as runs get there; everything where that is not decided.
  mutating func circulatingWhereReached(
    _ part: LoopPart, _ model: LoopModel, _ ways: [LoopWay], _ traffic: inout Traffic
  ) -> [AgentIndex: [PayloadBox]] {
    let uncalled = uncalled(model, ways, &traffic)
    var found = circulating(part, model, without: uncalled)
    guard !surroundings.mayReachMore, found.values.reduce(0, { $0 + $1.count }) <= Self.statesToReach else {
      return found
    }
    for agent in part.agents.map({ model.agents[$0] }) {
      found[agent] = found[agent]?.filter { mayReach([agent], within: $0, &traffic) }
    }
    return found
  }

  /// Of more states it is not asked one by one whether they are reached.
  private static let statesToReach = 256

  /// What the agents of a loop receive again and again; everything where that is not decided.
  func circulating(
    _ part: LoopPart, _ model: LoopModel, without removed: Set<Int> = []
  ) -> [AgentIndex: [PayloadBox]] {
    var found: [AgentIndex: [PayloadBox]] = [:]
    let verdict = LoopDecider.decide(
      model, without: part.others.union(removed),
      through: { states in
        for state in states {
          found[model.agents[state.agent], default: []].append(box(model, state.received))
        }
        return nil
      })
    if case .infeasible = verdict { return found.mapValues { PayloadRegion($0).boxes } }
    return Dictionary(uniqueKeysWithValues: part.agents.map { (model.agents[$0], [.everything]) })
  }

  // MARK: - Boxes

  /// Masks of a model as a box of the table.
  private func box(_ model: LoopModel, _ masks: [UInt64]) -> PayloadBox {
    var box = PayloadBox.everything
    for (field, mask) in zip(model.fields, masks) where mask != field.all {
      var atoms = AtomSet(count: table.fields[field.number].atoms.count)
      for (number, members) in field.atoms.enumerated() where mask & (1 << UInt64(number)) != 0 {
        for atom in members { atoms.insert(atom) }
      }
      box = box.intersection(PayloadBox(field.number, atoms))
    }
    return box
  }

  /// What payloads within masks have in common, in words.
  func words(_ model: LoopModel, _ masks: [UInt64]) -> String? {
    ClassWording(table).text(box(model, masks)) { $0 != 0 }
  }

  // MARK: - Loops

  /// A loop in which a payload can circulate.
  mutating func loop(
    _ part: LoopPart, _ lap: ProductLap, _ model: LoopModel, _ ways: [LoopWay],
    _ traffic: inout Traffic
  ) -> HandoffLoop {
    let agents = part.agents.map { model.agents[$0] }
    let (found, approach) = approached(
      lap, part, model, ways, isReached: agents.contains(where: surroundings.isReached), &traffic)
    let plain = described(part, model, found, model, approach)
    var (loop, shown) = (plain, Shown(lap: found, model: model))
    if let early = show(found, approach, model, ways, in: &loop, &traffic),
      case .along(let stem, _) = approach
    {
      // A limit is reached before a run can have reached it, on the way or on the lap. There may be another way.
      let other =
        early < stem.count
        ? shownOtherwise(plain, found, model, ways, insteadOf: stem, early, &traffic) : nil
      if let other {
        loop = other
      } else {
        let lap = found.stops.map { model.ways[$0.way].edge }
        let edge = early < stem.count ? stem[early].way.edge : lap[(early - stem.count) % lap.count]
        loop = counted(loop, part, &shown, ways, early: edge, &traffic)
      }
    }
    if !shown.lap.isDefinite {
      loop.certainty = .possible(doubt(about: shown.lap, shown.model, ways, traffic))
    }
    loop.mend = LapMender(graph, model).mend(shown.lap, among: agents.count, traffic)
    return loop
  }

  /// A lap and the model whose ways it goes.
  private struct Shown {
    var lap: ProductLap
    var model: LoopModel
  }

  /// A loop before payloads are found for it.
  private func described(
    _ part: LoopPart, _ whole: LoopModel, _ lap: ProductLap, _ model: LoopModel, _ approach: Approach
  ) -> HandoffLoop {
    let agents = part.agents.map { whole.agents[$0] }
    let edges = Set(part.ways.map { whole.ways[$0].edge })
    let first = agents.first ?? AgentIndex(0)
    var loop = HandoffLoop(
      first: first, agents: agents,
      edges: agents.flatMap { graph.positions(of: $0).filter { edges.contains($0) } },
      lap: lap.stops.map { model.ways[$0.way].edge }, isReached: approach != .none,
      ending: surroundings.ending(at: first, lap.escape), laps: lap.count)
    if let start = lap.stops.first {
      let box = self.box(model, start.received)
      // That it is an object goes without saying.
      let isObject = box.atoms(of: 0).map { atoms in
        table.fields[0].atoms.indices.contains { atoms.contains($0) && table.fields[0].atoms[$0] == .object }
      }
      loop.payloads = ClassWording(table).text(box) { field in
        (field != 0 || isObject == false) && isTested(field, on: lap, model)
      }
    }
    return loop
  }

  private var images: StepImages {
    StepImages(table) { [effects, effectOf] in effects[Int(effectOf[$0.rawValue])] }
  }

  /// How a payload comes to a lap.
  private enum Approach: Equatable {
    /// Along these steps, begun by something within the box.
    case along([PathStep], from: PayloadBox)
    /// By arrows; whether payloads take them was not decided.
    case byArrows
    /// Not at all.
    case none

    static func == (left: Self, right: Self) -> Bool {
      switch (left, right) {
      case (.byArrows, .byArrows), (.none, .none): true
      default: false
      }
    }
  }

  /// A lap to which an entry leads, and how; the given one, whatever leads there, where no other is reached.
  private mutating func approached(
    _ lap: ProductLap, _ part: LoopPart, _ model: LoopModel, _ ways: [LoopWay], isReached: Bool,
    _ traffic: inout Traffic
  ) -> (ProductLap, Approach) {
    guard isReached, let first = lap.stops.first else { return (lap, .none) }
    let uncalled = uncalled(model, ways, &traffic)
    let isCalled = lap.stops.indices.allSatisfy { index in
      let (stop, next) = (lap.stops[index], lap.stops[(index + 1) % lap.stops.count])
      if uncalled.contains(stop.way) { return false }
      return surroundings.mayReachMore
        || stems.mayCome(
          by: ways[model.ways[stop.way].origin], from: box(model, stop.received),
          to: box(model, next.received),
          &book, &traffic)
    }
    if isCalled {
      let goal = (agent: model.agents[first.agent], box: box(model, first.received))
      switch stems.stem(to: [goal], &book, &traffic) {
      case .found(_, let box, let steps): return (lap, .along(steps, from: box))
      case .unknown: return (lap, .byArrows)
      case .none: break
      }
    }
    if surroundings.mayReachMore { return (lap, .byArrows) }
    // Another payload may circulate and be reached.
    var found: [(agent: Int, received: [UInt64], approach: Approach)] = []
    var isOpen = false
    let verdict = LoopDecider.decide(
      model, without: part.others.union(uncalled),
      through: { states in
        let goals = states.map { (agent: model.agents[$0.agent], box: box(model, $0.received)) }
        switch stems.stem(to: goals, &book, &traffic) {
        case .found(let goal, let box, let steps):
          found.append((states[goal].agent, states[goal].received, .along(steps, from: box)))
          return goal
        case .unknown: isOpen = true
        case .none: break
        }
        return nil
      })
    switch verdict {
    case .feasible(let other):
      // It was asked for several, and one of them was taken.
      let chosen = found.first {
        $0.agent == other.stops.first?.agent && $0.received == other.stops.first?.received
      }
      if let chosen { return (other, chosen.approach) }
      isOpen = true
    case .undecided: return (lap, .byArrows)
    case .infeasible: break
    }
    return (lap, isOpen ? .byArrows : .none)
  }

  /// The ways that wait for other runs that never come: they are on no lap of a run.
  private mutating func uncalled(_ model: LoopModel, _ ways: [LoopWay], _ traffic: inout Traffic) -> Set<Int>
  {
    guard !surroundings.mayReachMore else { return [] }
    var uncalled: Set<Int> = []
    for (index, way) in model.ways.enumerated() where way.lapTarget != nil {
      if surroundings.starved.contains(way.edge)
        || !stems.mayCome(by: ways[way.origin], from: .everything, to: .everything, &book, &traffic)
      {
        uncalled.insert(index)
      }
    }
    return uncalled
  }

  private func isTested(_ field: Int, on lap: ProductLap, _ model: LoopModel) -> Bool {
    guard let number = model.fields.firstIndex(where: { $0.number == field }) else { return false }
    return lap.stops.contains { model.ways[$0.way].boxes[$0.box].masks[number] != model.fields[number].all }
  }

  /// A loop on which, or on the way to which, a step was found to be taken too early: with a lap that a run goes when it has
  /// taken handoffs as often as it must; as one that nothing reaches; or as one that may be reached.
  private mutating func counted(
    _ loop: HandoffLoop, _ part: LoopPart, _ shown: inout Shown, _ ways: [LoopWay], early edge: Int32,
    _ traffic: inout Traffic
  ) -> HandoffLoop {
    var runs = takeRuns(traffic)
    defer { countedRuns = runs }
    let whole = shown.model
    runs.follow(&stems, &book, &traffic)
    let counts = runs.counts(at: Set(part.agents.map { whole.agents[$0] }))
    var gap: String?
    for counts in counts.prefix(Self.countLimit) {
      switch circulation(of: part, in: whole, ways, &runs, counts, &traffic) {
      case .found(let other, let approach):
        var found = described(part, whole, other.lap, other.model, approach)
        if show(other.lap, approach, other.model, ways, in: &found, &traffic) == nil,
          found.certainty == .replayed
        {
          shown = other
          return found
        }
        gap = gap ?? "no payloads were found that do so"
      case .none: continue
      case .unknown: gap = gap ?? "that takes more states than are looked at"
      }
    }
    if surroundings.mayReachMore || runs.isCapped || counts.count > Self.countLimit {
      gap = "not more than \(CountedRuns.stateLimit) sets of payloads are followed so far"
    }
    if runs.isForked {
      gap = gap ?? "work that goes several ways at once may reach them together, which is not followed"
    }
    guard let gap else {
      var loop = described(part, whole, shown.lap, whole, .none)
      _ = show(shown.lap, .none, whole, ways, in: &loop, &traffic)
      return loop
    }
    var loop = loop
    loop.stem = nil
    let name = Wording.quoted(traffic.structure.name(of: graph.passage(ofEdge: edge)))
    loop.certainty = .possible("a run takes \(name) only once limits are reached, and \(gap)")
    return loop
  }

  /// With more ways of having taken handoffs than this a loop is not decided for each.
  private static let countLimit = 32

  private enum Circulation {
    case found(Shown, Approach)
    case none, unknown
  }

  /// Whether some run that has taken handoffs so often then goes round among the agents of a loop.
  private mutating func circulation(
    of part: LoopPart, in whole: LoopModel, _ ways: [LoopWay], _ runs: inout CountedRuns, _ counts: RunCounts,
    _ traffic: inout Traffic
  ) -> Circulation {
    guard let taken = runs.taken(on: ways, after: counts, &book, traffic),
      let model = try? builder.model(
        of: whole.agents, ways, beside: surroundings.supply.companions, taking: taken, &book, &traffic)
    else { return .unknown }
    let members = Set(part.agents)
    let others = model.ways.indices.filter { index in
      model.ways[index].lapTarget.map { !members.contains($0) || !members.contains(model.ways[index].sender) }
        ?? false
    }
    let uncalled = uncalled(model, ways, &traffic)
    var found: [(agent: Int, received: [UInt64], approach: Approach)] = []
    let verdict = LoopDecider.decide(
      model, without: uncalled.union(others),
      through: { states in
        let goals = states.map { (agent: model.agents[$0.agent], box: box(model, $0.received)) }
        guard let run = runs.run(to: goals, after: counts, stems, &book, &traffic) else { return nil }
        let goal = states[run.goal]
        found.append((goal.agent, goal.received, .along(run.steps, from: run.start)))
        return run.goal
      })
    switch verdict {
    case .feasible(let lap):
      let chosen = found.first {
        $0.agent == lap.stops.first?.agent && $0.received == lap.stops.first?.received
      }
      return chosen.map { .found(Shown(lap: lap, model: model), $0.approach) } ?? .unknown
    case .infeasible: return .none
    case .undecided: return .unknown
    }
  }

  /// The counted runs, for the caller alone.
  private mutating func takeRuns(_ traffic: Traffic) -> CountedRuns {
    defer { countedRuns = nil }
    return countedRuns
      ?? CountedRuns(
        graph, list, images, from: surroundings.starts.map { ($0, allowed.boxes) }, traffic)
  }

  /// A loop with another way to it, which a run can go by itself; `nil` where none is found.
  private mutating func shownOtherwise(
    _ plain: HandoffLoop, _ lap: ProductLap, _ model: LoopModel, _ ways: [LoopWay],
    insteadOf stem: [PathStep], _ early: Int, _ traffic: inout Traffic
  ) -> HandoffLoop? {
    guard let start = lap.stops.first else { return nil }
    let goal = (agent: model.agents[start.agent], box: box(model, start.received))
    var open = StemDetours(goal: goal, graph).others(than: stem, early, &stems, &book, &traffic)
    var looked = 0
    while looked < Self.otherStems, !open.isEmpty {
      let next = open.removeFirst()
      looked += 1
      var loop = plain
      guard let early = show(lap, .along(next.steps, from: next.start), model, ways, in: &loop, &traffic)
      else {
        if loop.certainty == .replayed { return loop }
        continue
      }
      guard early < next.steps.count else { continue }
      open += StemDetours(goal: goal, graph).others(than: next.steps, early, &stems, &book, &traffic)
    }
    return nil
  }

  /// How many other ways to a loop are looked at.
  private static let otherStems = 12

  /// Finds payloads for a lap and the way to it, and follows them on the router.
  ///
  /// - Returns: The position of a step on the way or on the lap that a run takes only once limits are reached that it cannot
  ///   have reached there; `nil` where there is none.
  private mutating func show(
    _ lap: ProductLap, _ approach: Approach, _ model: LoopModel, _ ways: [LoopWay],
    in loop: inout HandoffLoop,
    _ traffic: inout Traffic
  ) -> Int? {
    guard let first = lap.stops.first else { return nil }
    let path = lap.stops.enumerated().map { index, stop in
      let way = ways[model.ways[stop.way].origin]
      let arriving = box(model, lap.stops[(index + 1) % lap.stops.count].received)
      let sent = box(model, model.ways[stop.way].boxes[stop.box].masks)
      return PathStep(
        way: way, received: box(model, stop.received),
        sent: stems.sendable([sent], by: way, arriving: arriving, &book, traffic),
        arriving: arriving)
    }
    var stem: [PathStep] = []
    var (begin, input) = (box(model, first.received), nil as PayloadSet?)
    if case .along(let steps, let start) = approach { (stem, begin, input) = (steps, start, self.input) }
    let run = stem + path + path
    guard let steps = maker.run(along: run, from: begin, input, &traffic) else {
      loop.certainty = .undecided("no payload was found that takes the lap")
      return nil
    }
    if let fault = replay.fault(in: steps, from: stem.count, isExhausted: true) {
      // Never shown as a loop: one of the two accounts of what happens is wrong.
      let step = traffic.structure.name(of: steps[fault].passage)
      loop.certainty = .undecided(
        "\(Self.mismatch) at \(Wording.quoted(step)) with \(steps[fault].sent.text())")
      return nil
    }
    loop.certainty = .replayed
    // It is shown from the agent that is declared first on.
    let lowest = lap.stops.indices.min { lap.stops[$0].agent < lap.stops[$1].agent } ?? 0
    loop.lap = Array(loop.lap[lowest...] + loop.lap[..<lowest])
    loop.payload = steps[stem.count + lowest].received
    if case .along = approach { loop.stem = (stem + path[..<lowest]).map(\.way.edge) }
    guard case .along = approach else { return nil }
    return replay.unearned(in: steps, before: steps.count)
  }

  /// What is said where the router does not do what the analysis found; it would be a defect.
  static let mismatch = "the router does not do what was found"

  /// Which test a lap rests on that is beyond the analysis.
  private func doubt(about lap: ProductLap, _ model: LoopModel, _ ways: [LoopWay], _ traffic: Traffic)
    -> String
  {
    for stop in lap.stops where model.ways[stop.way].boxes[stop.box].isFree {
      let handoff = graph.edges[Int(model.ways[stop.way].edge)].handoff
      let name = Wording.quoted(traffic.index.name(of: handoff))
      if let condition = traffic.system[handoff].condition {
        return "\(name) depends on the condition \(Wording.quoted(condition)), which only the code knows"
      }
      return "the guards that bear on \(name) are not fully understood"
    }
    return "not all guards are fully understood"
  }

  // MARK: - Conflicts

  /// Why a lap of arrows cannot be repeated, in words.
  func conflicts(_ model: LoopModel, along lap: [Int32], _ index: SystemIndex) -> [String] {
    LoopConflicts(model, ClassWording(table)) { edge in
      let edge = graph.edges[Int(edge)]
      return edge.isReturn ? index.returnName(of: edge.handoff) : index.name(of: edge.handoff)
    }.lines(along: lap)
  }
}
