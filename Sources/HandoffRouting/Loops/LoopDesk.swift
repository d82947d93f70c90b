import HandoffContracts
import HandoffRuntime
import HandoffSchema
import HandoffTraffic

/// What deciding on payloads needs, for all loops of a system: the fields, what agents do to them, and the router.
struct LoopDesk {
  let graph: RoutingGraph
  let surroundings: LoopAnalysis.Surroundings
  let table: FieldTable
  let effects: [PayloadEffects]
  let effectOf: [Int32]
  let builder: LoopModelBuilder
  var book: RegionBook
  let list: LoopWayList
  var stems: StemSearch
  /// Made when the first way counts on limits.
  var countedRuns: CountedRuns?
  /// What entries receive.
  let allowed: PayloadRegion
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
    let effect: @Sendable (AgentIndex) -> PayloadEffects = { [effects, effectOf] in
      effects[Int(effectOf[$0.rawValue])]
    }
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

  /// Masks of a model as a box of the table.
  func box(_ model: LoopModel, _ masks: [UInt64]) -> PayloadBox {
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
  struct Shown {
    var lap: ProductLap
    var model: LoopModel
  }

  /// A loop before payloads are found for it.
  func described(
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

  var images: StepImages {
    StepImages(table) { [effects, effectOf] in effects[Int(effectOf[$0.rawValue])] }
  }

  /// How a payload comes to a lap.
  enum Approach: Equatable {
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
      return surroundings.mayReachMore || !stems.dependsOnOthers(model.ways[stop.way].edge, traffic)
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
  mutating func uncalled(_ model: LoopModel, _ ways: [LoopWay], _ traffic: inout Traffic) -> Set<Int> {
    guard !surroundings.mayReachMore else { return [] }
    var uncalled: Set<Int> = []
    for index in model.ways.indices where model.table.lapTargets[index] >= 0 {
      let edge = model.ways[index].edge
      if surroundings.starved.contains(edge) {
        uncalled.insert(index)
      } else if stems.dependsOnOthers(edge, traffic) {
        let way = ways[model.ways[index].origin]
        if !stems.mayCome(by: way, from: .everything, to: .everything, &book, &traffic) {
          uncalled.insert(index)
        }
      }
    }
    return uncalled
  }

  private func isTested(_ field: Int, on lap: ProductLap, _ model: LoopModel) -> Bool {
    guard let number = model.fields.firstIndex(where: { $0.number == field }) else { return false }
    return lap.stops.contains { model.ways[$0.way].boxes[$0.box].masks[number] != model.fields[number].all }
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
  mutating func show(
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

  /// Why a lap of arrows cannot be repeated, in words.
  func conflicts(_ model: LoopModel, along lap: [Int32], _ index: SystemIndex) -> [String] {
    LoopConflicts(model, ClassWording(table)) { edge in
      let edge = graph.edges[Int(edge)]
      return edge.isReturn ? index.returnName(of: edge.handoff) : index.name(of: edge.handoff)
    }.lines(along: lap)
  }
}
