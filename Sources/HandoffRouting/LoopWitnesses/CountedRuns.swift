import HandoffContracts
import HandoffRuntime
import HandoffSchema
import HandoffTraffic

/// Follows runs from the entries together with how often they took handoffs and visited agents, as far as limits go by that.
///
/// Forward, in sets of payloads: a handoff with a limit is taken only so often, what stands in for it only afterwards, and
/// under first match what comes behind it gets only what it leaves for as long as it is not spent. Each state is one that a
/// run which goes one way at a time comes to, if tests are understood and the other branches of joins come.
struct CountedRuns {
  /// A run to an agent that is to receive something within a box.
  struct Run {
    /// The position of the agent and its box in a list of goals.
    var goal: Int
    /// What the run begins with.
    var start: PayloadBox
    var steps: [PathStep]
  }

  /// More sets of payloads at agents, each with its counts, are not followed for one system.
  static let stateLimit = 6_000

  /// Whether work may go several ways at once, which then reach limits together.
  let isForked: Bool

  private struct State {
    var agent: AgentIndex
    var received: PayloadBox
    var counts: RunCounts
    var last: (way: LoopWay, sent: PayloadBox)?
    var previous: Int
  }

  private struct Key: Hashable {
    var agent: AgentIndex
    var counts: RunCounts
  }

  private let graph: RoutingGraph
  private let list: LoopWayList
  private let images: StepImages
  private var ways: [AgentIndex: [LoopWay]] = [:]
  private var states: [State] = []
  private var seen: [Key: [PayloadBox]] = [:]
  /// The first state that was not gone on from.
  private var head = 0
  private var isCapped = false

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - graph: The edges.
  ///   - list: Lists the ways of agents.
  ///   - images: What becomes of payloads.
  ///   - starts: What entries receive.
  ///   - traffic: What travels.
  init(
    _ graph: RoutingGraph, _ list: LoopWayList, _ images: StepImages,
    from starts: [(agent: AgentIndex, received: [PayloadBox])], _ traffic: Traffic
  ) {
    self.graph = graph
    self.list = list
    self.images = images
    isForked = starts.count > 1 || Self.mayFork(traffic)
    for start in starts {
      for box in start.received {
        add(
          State(
            agent: start.agent, received: box,
            counts: Self.counts(RunCounts(), arrivingAt: start.agent, traffic),
            last: nil, previous: -1))
      }
    }
  }

  /// Whether some agent may hand on to several at once.
  private static func mayFork(_ traffic: Traffic) -> Bool {
    var groups: [AgentIndex: [String]] = [:]
    for handoff in traffic.system.handoffIndices {
      if traffic.system[handoff].each != nil { return true }
      guard let group = traffic.system[handoff].parallel, let sender = traffic.index.source(of: handoff)
      else {
        continue
      }
      if groups[sender, default: []].contains(where: { $0.hasSameCodePoints(as: group) }) { return true }
      groups[sender, default: []].append(group)
    }
    return false
  }

  /// Follows the runs as far as the cap allows.
  ///
  /// - Returns: Whether that is to the end.
  mutating func follow(_ stems: inout StemSearch, _ book: inout RegionBook, _ traffic: inout Traffic) -> Bool
  {
    while head < states.count, !isCapped {
      goOn(from: head, &stems, &book, &traffic)
      head += 1
    }
    return !isCapped
  }

  /// How often runs have taken handoffs, and visited agents, when they come to some agents; in the order of the finding.
  func counts(at agents: Set<AgentIndex>) -> [RunCounts] {
    var seen: Set<RunCounts> = []
    return states.filter { agents.contains($0.agent) && seen.insert($0.counts).inserted }.map(\.counts)
  }

  /// What goes a way when handoffs were taken so often and nothing is counted any more.
  func taken(
    by way: LoopWay, of ways: [LoopWay], after counts: RunCounts, _ book: inout RegionBook, _ traffic: Traffic
  ) -> PayloadRegion {
    let region = way.sets.map { book.region(of: $0, traffic.questions) } ?? .unknown
    guard way.edge >= 0, !way.isReturn else { return region }
    if way.cause == .arrival {
      let isReached =
        traffic.system[way.sender].limit.map { counts.visits[way.sender, default: 0] > $0 } ?? false
      return isReached ? region : .nothing
    }
    let shares = LimitShares(images.table, ways.filter { $0.sender == way.sender }, counts)
    return PayloadRegion(region.boxes.flatMap { shares.left(of: $0, by: way, &book, traffic) })
  }

  /// Looks for a run to one of some agents that is to receive something within its box, with handoffs taken so often then.
  func run(
    to goals: [(agent: AgentIndex, box: PayloadBox)], after counts: RunCounts, _ stems: StemSearch,
    _ book: inout RegionBook, _ traffic: inout Traffic
  ) -> Run? {
    for (position, state) in states.enumerated() where state.counts == counts {
      for (number, goal) in goals.enumerated() where goal.agent == state.agent {
        let wanted = goal.box.intersection(state.received)
        guard !wanted.isEmpty,
          let (start, steps) = path(to: position, receiving: wanted, stems, &book, &traffic)
        else { continue }
        return Run(goal: number, start: start, steps: steps)
      }
    }
    return nil
  }

  private mutating func add(_ state: State) {
    let key = Key(agent: state.agent, counts: state.counts)
    guard !seen[key, default: []].contains(where: { state.received.isSubset(of: $0) }) else { return }
    guard states.count < Self.stateLimit else {
      isCapped = true
      return
    }
    seen[key, default: []].append(state.received)
    states.append(state)
  }

  private mutating func waysOf(_ agent: AgentIndex, _ traffic: inout Traffic) -> [LoopWay] {
    if let known = ways[agent] { return known }
    let found = list.ways(of: agent, { _ in true }, &traffic).filter { $0.edge >= 0 }
    ways[agent] = found
    return found
  }

  // MARK: - One step

  private mutating func goOn(
    from position: Int, _ stems: inout StemSearch, _ book: inout RegionBook, _ traffic: inout Traffic
  ) {
    let state = states[position]
    let ways = waysOf(state.agent, &traffic)
    let isStopped = Self.isStopped(at: state.agent, state.counts, traffic)
    let shares = LimitShares(images.table, ways, state.counts)
    for way in ways where (way.cause == .arrival) == isStopped {
      guard let handoff = way.handoff else { continue }
      if !way.isReturn, Self.isSpent(handoff, state.counts, traffic) { continue }
      let edge = graph.edges[Int(way.edge)]
      if edge.isReturn, !stems.mayCome(along: way.edge, &book, &traffic) { continue }
      for sent in images.sent(of: state.received, by: way, &book, &traffic) {
        for sent in shares.left(of: sent, by: way, &book, traffic) {
          for arriving in images.arriving(sent, by: way, &book, &traffic) {
            guard
              traffic.join(awaiting: handoff) == nil || edge.isReturn
                || stems.mayCome(by: way, from: state.received, to: arriving, &book, &traffic)
            else { continue }
            var counts = state.counts
            if !way.isReturn, let limit = traffic.system[handoff].limit {
              counts.handoffs[handoff] = min(counts.handoffs[handoff, default: 0] + 1, limit)
            }
            add(
              State(
                agent: edge.target, received: arriving,
                counts: Self.counts(counts, arrivingAt: edge.target, traffic), last: (way, sent),
                previous: position))
          }
        }
      }
    }
  }

  /// Whether a handoff was taken as often as it may be.
  static func isSpent(_ handoff: HandoffIndex, _ counts: RunCounts, _ traffic: Traffic) -> Bool {
    traffic.system[handoff].limit.map { counts.handoffs[handoff, default: 0] >= $0 } ?? false
  }

  /// Whether an agent was visited more often than it may run; a count that starts again when control leaves does not get there.
  private static func isStopped(at agent: AgentIndex, _ counts: RunCounts, _ traffic: Traffic) -> Bool {
    guard let limit = traffic.system[agent].limit else { return false }
    return counts.visits[agent, default: 1] > limit
  }

  private static func counts(_ counts: RunCounts, arrivingAt agent: AgentIndex, _ traffic: Traffic)
    -> RunCounts
  {
    guard let limit = traffic.system[agent].limit, !traffic.system[agent].limitResets else { return counts }
    var counts = counts
    counts.visits[agent] = min(counts.visits[agent, default: 0], limit) + 1
    return counts
  }

  // MARK: - The way back

  /// The steps to a state, with only those payloads that get to a part of what it receives.
  private func path(
    to position: Int, receiving box: PayloadBox, _ stems: StemSearch, _ book: inout RegionBook,
    _ traffic: inout Traffic
  ) -> (PayloadBox, [PathStep])? {
    var (here, wanted) = (states[position], box)
    var steps: [PathStep] = []
    while let (way, sent) = here.last {
      let before = states[here.previous]
      guard
        let step = stems.step(
          by: way, from: before.received, sending: sent, to: wanted, &book, &traffic)
      else { return nil }
      steps.append(step)
      (here, wanted) = (before, step.received)
    }
    return (wanted, steps.reversed())
  }
}

/// What handoffs with limits take of what one agent hands on, and what they leave to others, when a run has got so far.
private struct LimitShares {
  private let table: FieldTable
  private let ways: [LoopWay]
  private let counts: RunCounts

  init(_ table: FieldTable, _ ways: [LoopWay], _ counts: RunCounts) {
    self.table = table
    self.ways = ways
    self.counts = counts
  }

  /// What of something that is sent takes a way.
  func left(
    of sent: PayloadBox, by way: LoopWay, _ book: inout RegionBook, _ traffic: Traffic
  ) -> [PayloadBox] {
    guard let handoff = way.handoff, !way.isReturn, way.cause != .arrival else { return [sent] }
    guard traffic.structure.traits(of: handoff).trigger == .limit else {
      return sent.subtracting(taken(before: handoff, way, &book, traffic), in: table)
    }
    // It stands in for those that are spent.
    var boxes: [PayloadBox] = []
    for limited in limitedWays({ Self.mayBe($0, way.cause) }, traffic) {
      guard let other = limited.handoff, CountedRuns.isSpent(other, counts, traffic) else { continue }
      let before = taken(before: other, limited, &book, traffic)
      for box in region(of: limited, &book, traffic).boxes {
        boxes += sent.intersection(box).subtracting(before, in: table)
      }
    }
    return PayloadRegion(boxes).boxes
  }

  /// Whether two causes may be the same; a retry answers a failure whatever it is.
  private static func mayBe(_ cause: Cause, _ other: Cause) -> Bool {
    switch (cause, other) {
    case (.failure(nil), .failure), (.failure, .failure(nil)): true
    default: cause == other
    }
  }

  /// The ways along handoffs with limits for some causes.
  private func limitedWays(_ isMeant: (Cause) -> Bool, _ traffic: Traffic) -> [LoopWay] {
    ways.filter { way in
      guard let handoff = way.handoff, !way.isReturn, isMeant(way.cause) else { return false }
      return traffic.system[handoff].limit != nil && traffic.structure.traits(of: handoff).trigger != .limit
    }
  }

  private func region(of way: LoopWay, _ book: inout RegionBook, _ traffic: Traffic) -> PayloadRegion {
    way.sets.map { book.region(of: $0, traffic.questions) } ?? .unknown
  }

  /// What earlier handoffs with limits, or what stands in for them, are sure to take.
  private func taken(
    before handoff: HandoffIndex, _ way: LoopWay, _ book: inout RegionBook, _ traffic: Traffic
  ) -> [PayloadBox] {
    let traits = traffic.structure.traits(of: handoff)
    guard traffic.structure.role(of: way.sender).takesFirstMatch, !traits.isTyped,
      !isTaken(withEarlierOf: handoff, way.sender, traffic)
    else { return [] }
    var taken: [PayloadBox] = []
    for limited in limitedWays({ $0 == way.cause }, traffic) {
      guard let other = limited.handoff, other < handoff,
        (traffic.structure.traits(of: other).trigger == .none) == (traits.trigger == .none)
      else { continue }
      let own = sure(limited, &book, traffic)
      guard CountedRuns.isSpent(other, counts, traffic) else {
        taken += own
        continue
      }
      for stand in ways where stand.cause == way.cause && !stand.isReturn {
        guard let limit = stand.handoff, traffic.structure.traits(of: limit).trigger == .limit,
          !CountedRuns.isSpent(limit, counts, traffic)
        else { continue }
        for box in sure(stand, &book, traffic) { taken += own.map { $0.intersection(box) } }
      }
    }
    return taken.filter { !$0.isEmpty }
  }

  /// Whether a handoff may be taken together with one before it, whatever others take.
  private func isTaken(withEarlierOf handoff: HandoffIndex, _ sender: AgentIndex, _ traffic: Traffic) -> Bool
  {
    traffic.index.handoffs(from: sender).contains {
      $0 < handoff && traffic.system[$0].isParallel(to: traffic.system[handoff])
    }
  }

  /// The payloads that surely take a way when it is looked at.
  private func sure(_ way: LoopWay, _ book: inout RegionBook, _ traffic: Traffic) -> [PayloadBox] {
    guard let handoff = way.handoff, !way.isFree, way.origin != .anew || way.cause != .output,
      traffic.structure.traits(of: handoff).dependsOnGuardOnly, traffic.system[handoff].each == nil
    else { return [] }
    return region(of: way, &book, traffic).boxes.filter { !$0.isFree }
  }
}
