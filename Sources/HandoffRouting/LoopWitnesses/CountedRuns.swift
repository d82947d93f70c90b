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
  /// No more ways, and no more sets of payloads, are looked at and compared for that.
  private static let lookLimit = 4_000_000

  /// Whether work may go several ways at once as far as it was followed; these then reach limits together.
  var isForked: Bool { hasSeveralStarts || states.contains { forks.contains($0.agent) } }

  private let hasSeveralStarts: Bool
  private let forks: Set<AgentIndex>

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
  /// Whether something was left out.
  private(set) var isCapped = false
  private var looks = 0

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
    hasSeveralStarts = starts.count > 1
    forks = Self.forks(traffic)
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

  /// The agents that may hand on to several at once.
  private static func forks(_ traffic: Traffic) -> Set<AgentIndex> {
    var groups: [AgentIndex: Set<ExactString>] = [:]
    var forks: Set<AgentIndex> = []
    for handoff in traffic.system.handoffIndices {
      guard let sender = traffic.index.source(of: handoff) else { continue }
      if traffic.system[handoff].each != nil { forks.insert(sender) }
      guard let group = traffic.system[handoff].parallel else { continue }
      if !groups[sender, default: []].insert(ExactString(group)).inserted { forks.insert(sender) }
    }
    return forks
  }

  /// Follows the runs as far as the caps allow.
  mutating func follow(_ stems: inout StemSearch, _ book: inout RegionBook, _ traffic: inout Traffic) {
    while head < states.count, !isCapped {
      goOn(from: head, &stems, &book, &traffic)
      head += 1
    }
  }

  /// Notes that so much was looked at; false where that is too much.
  private mutating func look(_ count: Int) -> Bool {
    looks += count
    if looks > Self.lookLimit { isCapped = true }
    return !isCapped
  }

  /// How often runs have taken handoffs, and visited agents, when they come to some agents; in the order of the finding.
  func counts(at agents: Set<AgentIndex>) -> [RunCounts] {
    var seen: Set<RunCounts> = []
    return states.filter { agents.contains($0.agent) && seen.insert($0.counts).inserted }.map(\.counts)
  }

  /// What goes each of some ways when handoffs were taken so often and nothing is counted any more; `nil` where that takes too
  /// long to say.
  mutating func taken(
    on ways: [LoopWay], after counts: RunCounts, _ book: inout RegionBook, _ traffic: Traffic
  ) -> [PayloadRegion]? {
    var bySender: [AgentIndex: [LoopWay]] = [:]
    for way in ways { bySender[way.sender, default: []].append(way) }
    let shares = bySender.mapValues { LimitShares(images.table, $0, counts, traffic) }
    var regions: [PayloadRegion] = []
    for way in ways {
      let region = way.sets.map { book.region(of: $0, traffic.questions) } ?? .unknown
      guard way.edge >= 0, let share = shares[way.sender] else {
        regions.append(region)
        continue
      }
      if way.cause == .arrival {
        let limit = traffic.system[way.sender].limit ?? .max
        regions.append(counts.visits[way.sender, default: 0] > limit ? region : .nothing)
        continue
      }
      guard look(region.boxes.count * (1 + share.size)) else { return nil }
      regions.append(PayloadRegion(region.boxes.flatMap { share.left(of: $0, by: way, &book, traffic) }))
    }
    return regions
  }

  /// Looks for a run to one of some agents that is to receive something within its box, with handoffs taken so often then.
  mutating func run(
    to goals: [(agent: AgentIndex, box: PayloadBox)], after counts: RunCounts, _ stems: StemSearch,
    _ book: inout RegionBook, _ traffic: inout Traffic
  ) -> Run? {
    let numbers = Dictionary(grouping: goals.indices) { goals[$0].agent }
    for (position, state) in states.enumerated() where state.counts == counts {
      for number in numbers[state.agent] ?? [] {
        guard look(1) else { return nil }
        let wanted = goals[number].box.intersection(state.received)
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
    guard look(1 + (seen[key]?.count ?? 0)) else { return }
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
    let shares = LimitShares(images.table, ways, state.counts, traffic)
    for way in ways where (way.cause == .arrival) == isStopped {
      guard let handoff = way.handoff else { continue }
      guard look(1 + shares.size) else { return }
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
