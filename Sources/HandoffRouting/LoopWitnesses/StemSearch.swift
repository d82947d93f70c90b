import HandoffContracts
import HandoffTraffic

/// Looks for a way from an entry on which a payload arrives at a loop such that it then circulates.
///
/// Backward from the loop: what must have been sent, and so received, for this to arrive, until an entry may receive it. In
/// the same way it is asked whether what circulates gets somewhere again and again.
struct StemSearch {
  enum Answer {
    /// The steps to the agent of a goal from an entry, which receives something within the box.
    case found(goal: Int, box: PayloadBox, [PathStep])
    /// There is none.
    case none
    /// A cap was met.
    case unknown
  }

  /// How many sets of payloads at agents are looked at for one loop, and for all.
  static let nodeLimit = 6_000
  static let totalLimit = 60_000

  private let table: FieldTable
  private let graph: RoutingGraph
  private let sources: Adjacency
  private let effects: @Sendable (AgentIndex) -> PayloadEffects
  private let list: LoopWayList
  private let starts: [AgentIndex: [PayloadBox]]
  private let isReached: @Sendable (AgentIndex) -> Bool
  private let isEndless: Bool
  private var ways: [AgentIndex: [LoopWay]] = [:]
  private var left = totalLimit
  /// Whether some run takes a handoff, where that was asked; and the handoffs that are being asked about.
  private var given: [Gift: Bool] = [:]
  private var asking: Set<Gift> = []
  /// The same of the questions in which it is left aside what joins make of their branches.
  private var coarselyAsking: Set<Gift> = []
  private var isCoarse = false
  /// Questions that depend on each other deeper than this are answered with a perhaps.
  private static let deepest = 32

  /// A handoff that is taken with something within a box.
  private struct Gift: Hashable {
    var handoff: HandoffIndex
    var box: PayloadBox
    var isCoarse: Bool
  }

  /// The first step of a way that begins at an agent: along an edge, or any of that agent.
  struct Lead {
    var agent: AgentIndex
    var edge: Int32?

    fileprivate func isFirst(_ step: PathStep) -> Bool {
      edge.map { $0 == step.way.edge } ?? (step.way.sender == agent)
    }
  }

  /// What may be sent, and what must have been received, for something to arrive.
  private struct Origin {
    var sent: PayloadBox
    var received: PayloadBox
    /// What the other branches of a join bring.
    var others = PayloadBox.everything
  }

  private struct Node {
    var agent: AgentIndex
    var box: PayloadBox
    var step: PathStep?
    var next: Int
  }

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - table: The fields of payloads.
  ///   - graph: The edges.
  ///   - list: Lists the ways of agents.
  ///   - starts: With what the ways begin: boxes of what agents receive.
  ///   - isReached: Whether arrows lead to an agent.
  ///   - endless: The edges to go along, if only what a run can take for ever is looked at.
  ///   - effects: What agents do to fields.
  init(
    _ table: FieldTable, _ graph: RoutingGraph, _ list: LoopWayList,
    from starts: [AgentIndex: [PayloadBox]],
    isReached: @escaping @Sendable (AgentIndex) -> Bool = { _ in true },
    along endless: Adjacency? = nil, effects: @escaping @Sendable (AgentIndex) -> PayloadEffects
  ) {
    self.table = table
    self.graph = graph
    self.list = list
    self.effects = effects
    self.starts = starts
    self.isReached = isReached
    isEndless = endless != nil
    sources = (endless ?? graph.adjacency { _, _ in true }).reversed
  }

  /// Leaves to each of several searches its share of the sets of payloads that may be looked at.
  mutating func share(among count: Int) { left /= max(count, 1) }

  /// Searches from agents one of which is to receive something within its box.
  ///
  /// - Parameters:
  ///   - goals: The agents with their boxes.
  ///   - lead: A step with which the way may begin instead, at an agent that has received something already.
  ///   - avoided: Edges that are not to be taken otherwise.
  ///   - book: The regions of payload sets.
  ///   - traffic: What travels.
  /// - Returns: A shortest way that was found.
  mutating func stem(
    to goals: [(agent: AgentIndex, box: PayloadBox)], ledBy lead: Lead? = nil,
    avoiding avoided: Set<Int32> = [],
    _ book: inout RegionBook, _ traffic: inout Traffic
  ) -> Answer {
    guard left > 0 else { return .unknown }
    var nodes = goals.map { Node(agent: $0.agent, box: $0.box, step: nil, next: -1) }
    var seen: [AgentIndex: [PayloadBox]] = [:]
    for goal in goals { seen[goal.agent, default: []].append(goal.box) }
    var head = 0
    while head < nodes.count {
      let node = nodes[head]
      for allowed in lead == nil ? starts[node.agent] ?? [] : [] {
        let start = allowed.intersection(node.box)
        if !start.isEmpty {
          let (goal, steps) = path(from: head, nodes)
          return .found(goal: goal, box: start, steps)
        }
      }
      for place in sources.places(of: node.agent.rawValue) {
        let sender = AgentIndex(Int(sources.targets[place]))
        if avoided.contains(sources.labels[place]), lead?.edge != sources.labels[place] { continue }
        let edge = graph.edges[Int(sources.labels[place])]
        for way in waysOf(sender, &traffic) where way.edge == sources.labels[place] {
          for origin in origins(of: node.box, by: way, &book, &traffic) {
            guard nodes.count < Self.nodeLimit, left > 0 else { return .unknown }
            left -= 1
            let step = PathStep(
              way: way, received: origin.received, sent: [origin.sent], arriving: node.box)
            let isLead = lead?.isFirst(step) ?? false
            let isKnown = seen[sender, default: []].contains { origin.received.isSubset(of: $0) }
            guard isLead || !isKnown, mayCome(along: edge, beside: origin.others, &book, &traffic) else {
              continue
            }
            seen[sender, default: []].append(origin.received)
            nodes.append(Node(agent: sender, box: origin.received, step: step, next: head))
            if isLead {
              let (goal, steps) = path(from: nodes.count - 1, nodes)
              return .found(goal: goal, box: origin.received, steps)
            }
          }
        }
      }
      head += 1
    }
    return .none
  }

  /// Whether something can come an edge as far as other runs are concerned.
  mutating func mayCome(along position: Int32, _ book: inout RegionBook, _ traffic: inout Traffic) -> Bool {
    waysOf(graph.sender(ofEdge: position), &traffic).contains { way in
      way.edge == position && mayCome(by: way, from: .everything, to: .everything, &book, &traffic)
    }
  }

  /// Whether it depends on what else is done whether something can come an edge: control comes back, or a join waits.
  func dependsOnOthers(_ position: Int32, _ traffic: Traffic) -> Bool {
    guard position >= 0 else { return false }
    let edge = graph.edges[Int(position)]
    return edge.isReturn || traffic.join(awaiting: edge.handoff) != nil
  }

  /// Whether something can come a way as far as other runs are concerned: control comes back only where it was given away,
  /// and a join needs enough of its branches.
  ///
  /// - Parameters:
  ///   - way: The way.
  ///   - received: What its sender has received.
  ///   - arriving: What is to arrive.
  ///   - book: The regions of payload sets.
  ///   - traffic: What travels.
  /// - Returns: False only where nothing comes that way.
  mutating func mayCome(
    by way: LoopWay, from received: PayloadBox, to arriving: PayloadBox, _ book: inout RegionBook,
    _ traffic: inout Traffic
  ) -> Bool {
    guard dependsOnOthers(way.edge, traffic) else { return true }
    let edge = graph.edges[Int(way.edge)]
    return origins(of: arriving, by: way, &book, &traffic).contains { origin in
      guard !origin.received.intersection(received).isEmpty,
        mayCome(along: edge, beside: origin.others, &book, &traffic)
      else { return false }
      guard isEndless, case .none = stem(to: [(way.sender, origin.received)], &book, &traffic) else {
        return true
      }
      return false
    }
  }

  private mutating func mayCome(
    along edge: RoutingGraph.Edge, beside others: PayloadBox, _ book: inout RegionBook,
    _ traffic: inout Traffic
  ) -> Bool {
    // What comes back again and again is told by the edges to go along.
    if edge.isReturn { return isEndless || mayBeGiven(edge.handoff, .everything, &book, &traffic) }
    guard let join = traffic.join(awaiting: edge.handoff), let wait = traffic.system[join].join else {
      return true
    }
    let branches = traffic.branches(ofJoinAt: join)
    var missing = wait.needed(of: branches.count) - 1
    // Several others bring together what none of them may bring alone.
    let wanted = isCoarse ? .everything : missing == 1 ? others : others.orAbsent(in: table)
    for branch in branches where missing > 0 && !branch.handoffs.contains(edge.handoff) {
      for handoff in branch.handoffs where mayBeGiven(handoff, wanted, &book, &traffic) {
        missing -= 1
        break
      }
    }
    return missing <= 0
  }

  /// Whether some run takes a handoff with something within a box.
  private mutating func mayBeGiven(
    _ handoff: HandoffIndex, _ box: PayloadBox, _ book: inout RegionBook, _ traffic: inout Traffic
  ) -> Bool {
    if !isCoarse {
      // Where payloads are left aside no question comes twice, so that the answer is soon known.
      swap(&asking, &coarselyAsking)
      isCoarse = true
      let isPossible = mayBeGiven(handoff, .everything, &book, &traffic)
      isCoarse = false
      swap(&asking, &coarselyAsking)
      guard isPossible else { return false }
    }
    let gift = Gift(handoff: handoff, box: box, isCoarse: isCoarse)
    if let known = given[gift] { return known }
    // A handoff is not taken because it was taken.
    if asking.contains(gift) { return false }
    guard asking.count < Self.deepest, let sender = traffic.index.source(of: handoff) else { return true }
    guard isReached(sender) else { return false }
    asking.insert(gift)
    var goals: [(agent: AgentIndex, box: PayloadBox)] = []
    for way in waysOf(sender, &traffic) where way.handoff == handoff && !way.isReturn {
      var way = way
      way.arrival = .whole
      goals += origins(of: box, by: way, &book, &traffic).map { (sender, $0.received) }
    }
    var answer = true
    if case .none = stem(to: goals, &book, &traffic) { answer = false }
    asking.remove(gift)
    // A no that rests on a question that is still open is no answer to others.
    if answer || asking.isEmpty { given[gift] = answer }
    return answer
  }

  private func path(from start: Int, _ nodes: [Node]) -> (goal: Int, steps: [PathStep]) {
    var path: [PathStep] = []
    var here = start
    while let step = nodes[here].step {
      path.append(step)
      here = nodes[here].next
    }
    return (here, path)
  }

  private mutating func waysOf(_ agent: AgentIndex, _ traffic: inout Traffic) -> [LoopWay] {
    if let known = ways[agent] { return known }
    let found = list.ways(of: agent, { _ in true }, &traffic).filter {
      $0.edge >= 0 && !(isEndless && $0.isFinite)
    }
    ways[agent] = found
    return found
  }

  /// What may be sent within some boxes for something within a box to arrive, one box for each way to do it.
  func sendable(
    _ boxes: [PayloadBox], by way: LoopWay, arriving: PayloadBox, _ book: inout RegionBook, _ traffic: Traffic
  ) -> [PayloadBox] {
    boxes.flatMap { box in meetings(of: box, by: way, arriving: arriving, &book, traffic).map(\.own) }
  }

  /// What is sent within a box and what others bring to a join, for something within a box to arrive.
  private func meetings(
    of box: PayloadBox, by way: LoopWay, arriving: PayloadBox, _ book: inout RegionBook, _ traffic: Traffic
  ) -> [(own: PayloadBox, others: PayloadBox)] {
    switch way.arrival {
    case .whole: return [(box.intersection(arriving), .everything)]
    case .fresh(let sets):
      let made = book.region(of: sets, traffic.questions)
      return made.boxes.contains { !$0.intersection(arriving).isEmpty } ? [(box, .everything)] : []
    case .merged(let sets):
      return book.region(of: sets, traffic.questions).boxes.compactMap { others in
        BranchMeeting(box, others, arriving: arriving, table).map { ($0.own, $0.others) }
      }
    }
  }

  /// One step by which something within a box arrives, of what was received and is sent within others; `nil` where there is
  /// none.
  func step(
    by way: LoopWay, from received: PayloadBox, sending sent: PayloadBox, to arriving: PayloadBox,
    _ book: inout RegionBook, _ traffic: inout Traffic
  ) -> PathStep? {
    let offer = book.offer(of: way.sender, &traffic)
    for origin in origins(of: arriving, by: way, &book, &traffic) {
      let narrow = origin.sent.intersection(sent).consistent(in: table)
      guard !narrow.isEmpty, let before = self.received(for: narrow, by: way, offer) else { continue }
      let start = before.intersection(received).consistent(in: table)
      if !start.isEmpty { return PathStep(way: way, received: start, sent: [narrow], arriving: arriving) }
    }
    return nil
  }

  private func origins(
    of box: PayloadBox, by way: LoopWay, _ book: inout RegionBook, _ traffic: inout Traffic
  ) -> [Origin] {
    let region = way.sets.map { book.region(of: $0, traffic.questions) } ?? .unknown
    let offer = book.offer(of: way.sender, &traffic)
    var found: [Origin] = []
    for allowed in region.boxes {
      for meeting in meetings(of: allowed, by: way, arriving: box, &book, traffic) {
        let sent = meeting.own.consistent(in: table)
        guard !sent.isEmpty, let received = received(for: sent, by: way, offer) else { continue }
        found.append(
          Origin(sent: sent, received: received.consistent(in: table), others: meeting.others))
      }
    }
    return found
  }

  private func received(
    for sent: PayloadBox, by way: LoopWay, _ offer: PayloadRegion?
  ) -> PayloadBox? {
    switch way.origin {
    case .anew: return .everything
    case .received: return sent
    case .output: break
    }
    var received = PayloadBox.everything
    received.isFree = sent.isFree
    let effect = effects(way.sender)
    for limit in sent.limits {
      let atoms = table.fields[limit.field].atoms
      let change = effect.change(of: table.fields[limit.field].pointer)
      if change == .any { continue }
      let rule = KeepRule(of: limit.field, in: offer, table)
      // What its contract has no room for is not in its output, whatever it received.
      if !rule.hasRoom { continue }
      var kept = limit.atoms
      // Where it received nothing and its contract demands something, it put something there.
      if !rule.mayLeaveOut, let absent = atoms.firstIndex(of: .absent) { kept.insert(absent) }
      switch change {
      case .any: continue
      case .copy(let source):
        guard let number = table.number(of: source), table.fields[number].atoms.count == atoms.count else {
          continue
        }
        received = received.intersection(PayloadBox(number, kept))
      case .keep: received = received.intersection(PayloadBox(limit.field, kept))
      case .add(let amount):
        var before = AtomSet(count: atoms.count)
        for atom in atoms.indices
        where table.sums(of: atom, in: limit.field, adding: amount).contains(where: limit.atoms.contains) {
          before.insert(atom)
        }
        received = received.intersection(PayloadBox(limit.field, before))
      }
    }
    return received.isEmpty ? nil : received
  }
}
