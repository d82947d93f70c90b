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
  private let leadsInto: Set<Int32>
  /// The agents from which a join may be fed.
  private let isFeeder: Reachability
  private var ways: [AgentIndex: [LoopWay]] = [:]

  /// More sets of payloads are not followed.
  static let boxLimit = 1_000
  /// More often two sets are not compared to find out whether one holds the other.
  private static let lookLimit = 500_000
  /// More sets of what several branches bring together are not told apart.
  private static let mergeLimit = 256

  static let gap = "more sets of payloads may come to joins again and again than are compared"

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
    leadsInto = Set(edges)
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
    leadsInto.contains(way.edge) || isFeeder.contains(graph.edges[Int(way.edge)].target.rawValue)
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
    var looks = 0
    func add(_ agent: AgentIndex, _ box: PayloadBox) {
      guard isFeeder.contains(agent.rawValue) else { return }
      for other in seen[agent, default: []] {
        looks += 1
        if box.isSubset(of: other) { return }
      }
      seen[agent, default: []].append(box)
      waiting.append((agent, box))
      count += 1
    }
    for agent in traffic.system.agentIndices {
      // The widest first, so that what they hold is not followed twice.
      for box in (sources[agent] ?? []).sorted(by: { $0.limits.count < $1.limits.count })
      where looks <= Self.lookLimit { add(agent, box) }
    }
    guard looks <= Self.lookLimit else { return JoinSupply(companions: known.companions, gap: Self.gap) }
    while let next = waiting.popLast() {
      guard count <= Self.boxLimit, looks <= Self.lookLimit else {
        return JoinSupply(companions: known.companions, gap: Self.gap)
      }
      for way in waysOf(next.agent, &traffic) where leadsToJoin(way) {
        for sent in images.sent(of: next.box, by: way, &book, &traffic) {
          if leadsInto.contains(way.edge),
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
    let byJoin = Dictionary(grouping: edges) { traffic.join(awaiting: graph.edges[Int($0)].handoff) }
    for join in traffic.system.agentIndices {
      guard let edges = byJoin[join] else { continue }
      look(at: edges, to: join, brought, &supply, &book, &traffic)
    }
    return supply
  }

  /// Joins with more branches than this are not looked at more closely.
  private static let branchLimit = 64

  /// Looks at what comes beside each edge to a join.
  private func look(
    at edges: [Int32], to join: AgentIndex, _ brought: [Int32: [PayloadBox]], _ supply: inout JoinSupply,
    _ book: inout RegionBook, _ traffic: inout Traffic
  ) {
    guard let wait = traffic.system[join].join else { return }
    let branches = traffic.branches(ofJoinAt: join)
    let missing = max(wait.needed(of: branches.count), 1) - 1
    guard missing > 0 else { return }
    var branchOf: [HandoffIndex: Int] = [:]
    for (number, branch) in branches.enumerated() {
      for handoff in branch.handoffs { branchOf[handoff] = number }
    }
    var boxes = [[PayloadBox]](repeating: [], count: branches.count)
    for edge in edges {
      if let number = branchOf[graph.edges[Int(edge)].handoff] { boxes[number] += brought[edge] ?? [] }
    }
    let coming = boxes.count { !$0.isEmpty }
    for edge in edges {
      guard let own = branchOf[graph.edges[Int(edge)].handoff] else { continue }
      if coming - (boxes[own].isEmpty ? 0 : 1) < missing {
        supply.starved.insert(edge)
        continue
      }
      guard wait.receives == .merged else { continue }
      guard branches.count <= Self.branchLimit else {
        supply.gap =
          supply.gap ?? "what more than \(Self.branchLimit) branches bring together is not followed"
        continue
      }
      var others = boxes
      others.remove(at: own)
      guard let found = merged(others, count: missing) else {
        supply.gap =
          supply.gap ?? "branches bring more than \(Self.mergeLimit) sets of payloads together to a join"
        continue
      }
      let ever = traffic.companions(of: graph.edges[Int(edge)].handoff).map {
        book.region(of: $0, traffic.questions)
      }
      guard let ever, !ever.boxes.allSatisfy({ box in found.contains { box.isSubset(of: $0) } }) else {
        continue
      }
      supply.companions[edge] = PayloadRegion(found)
    }
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
              guard partial[number].count <= Self.mergeLimit else { return nil }
            }
          }
        }
      }
    }
    return partial[count]
  }
}
