import HandoffContracts
import HandoffTraffic

/// Looks for a way from an entry on which a payload arrives at a loop such that it then circulates.
///
/// Backward from the loop: what must have been sent, and so received, for this to arrive, until an entry may receive it.
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
  private let effects: (AgentIndex) -> PayloadEffects
  private let list: LoopWayList
  private let entries: Set<AgentIndex>
  private let isReached: (AgentIndex) -> Bool
  private let input: PayloadRegion
  private var ways: [AgentIndex: [LoopWay]] = [:]
  private var left = totalLimit
  /// Whether some run takes a handoff, where that was asked; and the handoffs that are being asked about.
  private var given: [HandoffIndex: Bool] = [:]
  private var asking: Set<HandoffIndex> = []
  /// Questions that depend on each other deeper than this are answered with a perhaps.
  private static let deepest = 32

  private struct Node {
    var agent: AgentIndex
    var box: PayloadBox
    var step: PathStep?
    var next: Int
  }

  init(
    _ table: FieldTable, _ graph: RoutingGraph, _ list: LoopWayList,
    from entries: [AgentIndex], isReached: @escaping (AgentIndex) -> Bool, input: PayloadRegion,
    effects: @escaping (AgentIndex) -> PayloadEffects
  ) {
    self.table = table
    self.graph = graph
    self.list = list
    self.effects = effects
    self.entries = Set(entries)
    self.isReached = isReached
    self.input = input
    sources = graph.adjacency { _, _ in true }.reversed
  }

  /// Searches from agents one of which is to receive something within its box.
  mutating func stem(
    to goals: [(agent: AgentIndex, box: PayloadBox)], _ book: inout RegionBook, _ traffic: inout Traffic
  ) -> Answer {
    guard left > 0 else { return .unknown }
    var nodes = goals.map { Node(agent: $0.agent, box: $0.box, step: nil, next: -1) }
    var seen: [AgentIndex: [PayloadBox]] = [:]
    for goal in goals { seen[goal.agent, default: []].append(goal.box) }
    var head = 0
    while head < nodes.count {
      let node = nodes[head]
      if entries.contains(node.agent) {
        for allowed in input.boxes {
          let start = allowed.intersection(node.box)
          if !start.isEmpty {
            let (goal, steps) = path(from: head, nodes)
            return .found(goal: goal, box: start, steps)
          }
        }
      }
      for place in sources.places(of: node.agent.rawValue) {
        let sender = AgentIndex(Int(sources.targets[place]))
        guard mayCome(along: graph.edges[Int(sources.labels[place])], &book, &traffic) else { continue }
        for way in waysOf(sender, &traffic) where way.edge == sources.labels[place] {
          for (sent, received) in origins(of: node.box, by: way, &book, &traffic) {
            guard nodes.count < Self.nodeLimit, left > 0 else { return .unknown }
            left -= 1
            if seen[sender, default: []].contains(where: { received.isSubset(of: $0) }) { continue }
            seen[sender, default: []].append(received)
            nodes.append(
              Node(
                agent: sender, box: received, step: PathStep(way: way, sent: sent, arriving: node.box),
                next: head))
          }
        }
      }
      head += 1
    }
    return .none
  }

  /// Whether something can come along an edge as far as other runs are concerned: control comes back only where it was
  /// given away, and a join needs enough of its branches.
  mutating func mayCome(
    along edge: RoutingGraph.Edge, _ book: inout RegionBook, _ traffic: inout Traffic
  ) -> Bool {
    if edge.isReturn { return mayBeGiven(edge.handoff, &book, &traffic) }
    guard let join = traffic.join(awaiting: edge.handoff), let wait = traffic.system[join].join else {
      return true
    }
    let branches = traffic.branches(ofJoinAt: join)
    var missing = wait.needed(of: branches.count) - 1
    for branch in branches where missing > 0 && !branch.handoffs.contains(edge.handoff) {
      for handoff in branch.handoffs where mayBeGiven(handoff, &book, &traffic) {
        missing -= 1
        break
      }
    }
    return missing <= 0
  }

  /// Whether some run takes a handoff.
  private mutating func mayBeGiven(
    _ handoff: HandoffIndex, _ book: inout RegionBook, _ traffic: inout Traffic
  ) -> Bool {
    if let known = given[handoff] { return known }
    // A handoff is not taken because it was taken.
    if asking.contains(handoff) { return false }
    guard asking.count < Self.deepest, let sender = traffic.index.source(of: handoff) else { return true }
    guard isReached(sender) else { return false }
    asking.insert(handoff)
    var goals: [(agent: AgentIndex, box: PayloadBox)] = []
    for way in waysOf(sender, &traffic) where way.handoff == handoff && !way.isReturn {
      goals += origins(of: .everything, by: way, &book, &traffic).map { (sender, $0.received) }
    }
    var answer = true
    if case .none = stem(to: goals, &book, &traffic) { answer = false }
    asking.remove(handoff)
    // A no that rests on a question that is still open is no answer to others.
    if answer || asking.isEmpty { given[handoff] = answer }
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
    let found = list.ways(of: agent, { _ in true }, &traffic).filter { $0.edge >= 0 }
    ways[agent] = found
    return found
  }

  /// What may be sent, and what must have been received, for something within a box to arrive.
  private func origins(
    of box: PayloadBox, by way: LoopWay, _ book: inout RegionBook, _ traffic: inout Traffic
  ) -> [(sent: PayloadBox, received: PayloadBox)] {
    let region =
      way.sets.map { $0.reduce(PayloadRegion.nothing) { $0.union(book.region(of: $1, traffic.questions)) } }
      ?? .unknown
    var wanted = box
    switch way.arrival {
    case .whole: break
    case .fresh(let sets), .merged(let sets):
      let arriving = sets.reduce(PayloadRegion.nothing) { $0.union(book.region(of: $1, traffic.questions)) }
      guard arriving.boxes.contains(where: { !$0.intersection(box).isEmpty }) else { return [] }
      wanted = .everything
      if case .merged = way.arrival {
        // What was sent is in what arrives, unless it is not there at all.
        for limit in box.limits {
          var atoms = limit.atoms
          if let absent = table.fields[limit.field].atoms.firstIndex(of: .absent) { atoms.insert(absent) }
          wanted = wanted.intersection(PayloadBox(limit.field, atoms))
        }
      }
    }
    let offer = book.offer(of: way.sender, &traffic)
    return region.boxes.compactMap { allowed in
      let sent = allowed.intersection(wanted).consistent(in: table)
      guard !sent.isEmpty, let received = received(for: sent, by: way, offer) else { return nil }
      return (sent, received.consistent(in: table))
    }
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
      switch effect.change(of: table.fields[limit.field].pointer) {
      case .any: continue
      case .copy(let source):
        guard let number = table.number(of: source), table.fields[number].atoms.count == atoms.count else {
          continue
        }
        received = received.intersection(PayloadBox(number, limit.atoms))
      case .keep:
        let rule = KeepRule(of: limit.field, in: offer, table)
        // What its contract has no room for is not in its output, whatever it received.
        if !rule.hasRoom { continue }
        var kept = limit.atoms
        // Where it received nothing and its contract demands something, it put something there.
        if !rule.mayLeaveOut, let absent = atoms.firstIndex(of: .absent) { kept.insert(absent) }
        received = received.intersection(PayloadBox(limit.field, kept))
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
