import HandoffContracts
import HandoffTraffic

/// What comes to joins again and again beside each of their branches.
struct JoinSupply: Equatable {
  /// By edge to a join that merges: what enough of the other branches bring together, where that is less than they ever may.
  var companions: [Int32: PayloadRegion] = [:]
  /// The edges on which no run goes for ever, as too few other branches come with them.
  var starved: Set<Int32> = []
  /// Why more may come to joins than really does, in words; `nil` where that was followed to the end.
  var gap: String?

  /// Whether less comes than by another account.
  func isNarrower(than other: JoinSupply) -> Bool { !starved.isEmpty || companions != other.companions }
}

/// Follows what circulates to the joins that it feeds, along what a run can take for ever.
struct JoinSupplier {
  private let graph: RoutingGraph
  private let list: LoopWayList
  private let images: StepImages
  private let endless: Adjacency
  /// The edges to joins.
  private let edges: [Int32]
  /// The agents from which a join may be fed.
  private let isFeeder: Reachability
  private var ways: [AgentIndex: [LoopWay]] = [:]

  /// More sets of payloads are not followed.
  static let boxLimit = 4_000
  /// More sets of what several branches bring together are not told apart.
  private static let mergeLimit = 256

  static let gap = "more than \(boxLimit) sets of payloads may come to joins again and again"

  /// Prepares for the edges to joins in a graph of what a run can take for ever.
  init(
    _ graph: RoutingGraph, _ list: LoopWayList, _ images: StepImages, along endless: Adjacency,
    to edges: [Int32]
  ) {
    self.graph = graph
    self.list = list
    self.images = images
    self.endless = endless
    self.edges = edges
    isFeeder = Reachability(
      from: Set(edges.map { Int32(graph.sender(ofEdge: $0).rawValue) }).sorted(), in: endless.reversed)
  }

  private mutating func waysOf(_ agent: AgentIndex, _ traffic: inout Traffic) -> [LoopWay] {
    if let known = ways[agent] { return known }
    let kept = Set(endless.places(of: agent.rawValue).map { endless.labels[$0] })
    let found = list.ways(of: agent, { _ in true }, &traffic).filter {
      kept.contains($0.edge) && !$0.isFinite
    }
    ways[agent] = found
    return found
  }

  /// What makes a difference at joins.
  struct Ground {
    fileprivate var feeders: Reachability
    /// The fields that are tested on the way to a join, or there.
    var fields: Set<Int>

    /// Whether what an agent receives may come to a join.
    func isFeeder(_ agent: Int) -> Bool { feeders.contains(agent) }
  }

  /// What makes a difference at the joins.
  mutating func ground(_ book: inout RegionBook, _ traffic: inout Traffic) -> Ground {
    var fields: Set<Int> = []
    for agent in traffic.system.agentIndices where isFeeder.contains(agent.rawValue) {
      for way in waysOf(agent, &traffic) where leadsToJoin(way) {
        var regions = way.sets.map { [book.region(of: $0, traffic.questions)] } ?? []
        if case .merged(let sets) = way.arrival { regions.append(book.region(of: sets, traffic.questions)) }
        for box in regions.flatMap(\.boxes) { fields.formUnion(box.limits.map(\.field)) }
      }
    }
    return Ground(feeders: isFeeder, fields: fields)
  }

  private func leadsToJoin(_ way: LoopWay) -> Bool {
    edges.contains(way.edge) || isFeeder.contains(graph.edges[Int(way.edge)].target.rawValue)
  }

  /// Works out what comes to the joins.
  ///
  /// - Parameters:
  ///   - sources: What agents receive that circulates.
  ///   - known: What comes at most.
  ///   - book: The regions of payload sets.
  ///   - traffic: What travels.
  /// - Returns: What comes of the sources.
  mutating func supply(
    from sources: [AgentIndex: [PayloadBox]], within known: JoinSupply, _ book: inout RegionBook,
    _ traffic: inout Traffic
  ) -> JoinSupply {
    var brought: [Int32: [PayloadBox]] = [:]
    var seen: [AgentIndex: [PayloadBox]] = [:]
    var waiting: [(agent: AgentIndex, box: PayloadBox)] = []
    var count = 0
    func add(_ agent: AgentIndex, _ box: PayloadBox) {
      guard isFeeder.contains(agent.rawValue),
        !seen[agent, default: []].contains(where: { box.isSubset(of: $0) })
      else { return }
      seen[agent, default: []].append(box)
      waiting.append((agent, box))
      count += 1
    }
    for agent in traffic.system.agentIndices {
      // The widest first, so that what they hold is not followed twice.
      for box in (sources[agent] ?? []).sorted(by: { $0.limits.count < $1.limits.count }) { add(agent, box) }
    }
    while let next = waiting.popLast() {
      guard count <= Self.boxLimit else { return JoinSupply(companions: known.companions, gap: Self.gap) }
      for way in waysOf(next.agent, &traffic) where leadsToJoin(way) {
        for sent in images.sent(of: next.box, by: way, &book, &traffic) {
          if edges.contains(way.edge),
            !brought[way.edge, default: []].contains(where: { sent.isSubset(of: $0) })
          {
            brought[way.edge, default: []].append(sent)
          }
          let arriving = images.arriving(sent, by: way, beside: known.companions[way.edge], &book, &traffic)
          for box in arriving { add(graph.edges[Int(way.edge)].target, box) }
        }
      }
    }
    var supply = JoinSupply(gap: known.gap)
    for edge in edges { look(at: edge, brought, &supply, &book, &traffic) }
    return supply
  }

  /// Looks at what comes beside one edge to a join.
  private mutating func look(
    at edge: Int32, _ brought: [Int32: [PayloadBox]], _ supply: inout JoinSupply, _ book: inout RegionBook,
    _ traffic: inout Traffic
  ) {
    let handoff = graph.edges[Int(edge)].handoff
    guard let join = traffic.join(awaiting: handoff), let wait = traffic.system[join].join else { return }
    let branches = traffic.branches(ofJoinAt: join)
    let missing = max(wait.needed(of: branches.count), 1) - 1
    guard missing > 0 else { return }
    let others = branches.filter { !$0.handoffs.contains(handoff) }.map { branch in
      edges.filter { branch.handoffs.contains(graph.edges[Int($0)].handoff) }.flatMap { brought[$0] ?? [] }
    }
    guard others.count(where: { !$0.isEmpty }) >= missing else {
      supply.starved.insert(edge)
      return
    }
    guard wait.receives == .merged else { return }
    guard let boxes = merged(others, count: missing) else {
      supply.gap =
        supply.gap ?? "branches bring more than \(Self.mergeLimit) sets of payloads together to a join"
      return
    }
    if boxes.isEmpty {
      supply.starved.insert(edge)
      return
    }
    let ever = traffic.companions(of: handoff).map { book.region(of: $0, traffic.questions) } ?? .everything
    guard !ever.boxes.allSatisfy({ box in boxes.contains { box.isSubset(of: $0) } }) else { return }
    supply.companions[edge] = PayloadRegion(boxes)
  }

  /// What so many of some branches bring together; `nil` where that is too much.
  private func merged(_ branches: [[PayloadBox]], count: Int) -> [PayloadBox]? {
    // By the number of branches that have come.
    var partial = [[PayloadBox]](repeating: [], count: count + 1)
    partial[0] = [.everything]
    for branch in branches {
      for number in stride(from: count, through: 1, by: -1) {
        for left in partial[number - 1] {
          for right in branch {
            let box = number == 1 ? right : left.merged(with: right, in: images.table)
            if !box.isEmpty, !partial[number].contains(where: { box.isSubset(of: $0) }) {
              partial[number].append(box)
            }
          }
        }
        guard partial[number].count <= Self.mergeLimit else { return nil }
      }
    }
    return partial[count]
  }
}
