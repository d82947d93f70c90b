import HandoffContracts
import HandoffTraffic

/// Looks for other ways to a loop where one counts on limits that a run has not reached yet.
struct StemDetours {
  /// A way from an entry.
  struct Stem {
    var steps: [PathStep]
    /// What the entry receives.
    var start: PayloadBox
  }

  private let goal: (agent: AgentIndex, box: PayloadBox)
  private let graph: RoutingGraph

  /// A limit is not reached by going round more often than this.
  private static let mostRounds = 8

  init(goal: (agent: AgentIndex, box: PayloadBox), _ graph: RoutingGraph) {
    self.goal = goal
    self.graph = graph
  }

  /// Other ways than one that takes a step too early: without it, or with rounds before it on which limits of its sender are
  /// reached.
  func others(
    than steps: [PathStep], _ early: Int, _ stems: inout StemSearch, _ book: inout RegionBook,
    _ traffic: inout Traffic
  ) -> [Stem] {
    var found: [Stem] = []
    let avoided: Set<Int32> = [steps[early].way.edge]
    if case .found(_, let box, let other) = stems.stem(to: [goal], avoiding: avoided, &book, &traffic) {
      found.append(Stem(steps: other, start: box))
    }
    for round in rounds(before: steps, early, traffic) {
      if let stem = stem(along: steps, early, round, &stems, &book, &traffic) { found.append(stem) }
    }
    return found
  }

  /// Steps with which rounds begin that reach a limit, and how many of them do.
  private func rounds(
    before steps: [PathStep], _ early: Int, _ traffic: Traffic
  ) -> [(lead: StemSearch.Lead, count: Int)] {
    let sender = steps[early].way.sender
    var rounds: [(lead: StemSearch.Lead, count: Int)] = []
    for position in graph.positions(of: sender) where position != steps[early].way.edge {
      let edge = graph.edges[Int(position)]
      guard !edge.isReturn, let limit = traffic.system[edge.handoff].limit else { continue }
      let taken = steps[..<early].count { $0.way.edge == position }
      if limit > taken { rounds.append((.init(agent: sender, edge: position), limit - taken)) }
    }
    if steps[early].way.cause == .arrival, let limit = traffic.system[sender].limit {
      rounds.append((.init(agent: sender, edge: nil), limit))
    }
    return rounds.filter { $0.count <= Self.mostRounds }
  }

  /// The same way with rounds before a step, each of which comes back to its sender.
  private func stem(
    along steps: [PathStep], _ early: Int, _ round: (lead: StemSearch.Lead, count: Int),
    _ stems: inout StemSearch, _ book: inout RegionBook, _ traffic: inout Traffic
  ) -> Stem? {
    let sender = steps[early].way.sender
    let avoided = Set([round.lead.edge].compactMap(\.self))
    var (rest, received) = (Array(steps[early...]), steps[early].received)
    for _ in 0..<round.count {
      guard
        case .found(_, _, let more) = stems.stem(
          to: [(sender, received)], ledBy: round.lead, avoiding: avoided, &book, &traffic),
        let first = more.first
      else { return nil }
      rest = more + rest
      received = first.received
    }
    guard
      case .found(_, let start, let lead) = stems.stem(
        to: [(sender, received)], avoiding: avoided, &book, &traffic)
    else { return nil }
    return Stem(steps: lead + rest, start: start)
  }
}
