import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// Decides of every join whether it can start, whether it always does, and whether its branches agree.
///
/// Work is one token that every handoff moves on; only a parallel group that several members of which are taken, an
/// `each`, or several entries make more of it. So two branches arrive in one run only where such a fork leads to both.
struct JoinAnalysis {
  var traffic: Traffic
  let entries: [AgentIndex]
  let reach: Reachability
  /// How many edges may still be looked at, for all joins together.
  var stepsLeft = 20_000_000

  /// With more branches not every two of them are held against each other, only neighbours.
  private static let pairwiseLimit = 64
  /// With more branches it is not decided whether some of them go together.
  private static let choiceLimit = 12

  var system: AgentSystem { traffic.system }
  var structure: SystemStructure { traffic.structure }
  var index: SystemIndex { traffic.index }

  /// Looks at the joins of a system, in declaration order.
  static func run(
    _ traffic: inout Traffic, entries: [AgentIndex], reach: Reachability, knowsWhatIsReached: Bool
  ) -> [JoinFacts] {
    let system = traffic.system
    let joins = system.agentIndices.filter { system[$0].join != nil }
    guard !joins.isEmpty else { return [] }
    var analysis = JoinAnalysis(traffic: traffic, entries: entries, reach: reach)
    let facts = joins.map { join -> JoinFacts in
      var facts = JoinFacts(agent: join, branches: analysis.traffic.branches(ofJoinAt: join))
      facts.conflict = analysis.conflict(of: &facts)
      // What the entries, or unknown handoffs, bring is not known: nothing is said then.
      guard knowsWhatIsReached, reach.contains(join.rawValue), !entries.contains(join),
        !facts.branches.isEmpty,
        !analysis.structure.role(of: join).isHuman
      else { return facts }
      analysis.look(at: &facts)
      // Branches that never meet do not contradict each other.
      if facts.obstacle != nil { facts.conflict = nil }
      return facts
    }
    traffic = analysis.traffic
    return facts
  }

  private mutating func look(at facts: inout JoinFacts) {
    let awaited = awaitedCount(facts)
    let ways = facts.branches.map { followBack(from: $0, of: facts.agent) }
    guard stepsLeft > 0 else {
      facts.omit("the ways to its branches are too many to follow")
      return
    }
    var obstacles: [JoinFacts.Obstacle?] = []
    for (branch, way) in zip(facts.branches, ways) { obstacles.append(obstacle(to: branch, way)) }
    let possible = facts.branches.indices.filter { obstacles[$0] == nil }
    if awaited == facts.branches.count, let first = obstacles.lazy.compactMap(\.self).first {
      facts.obstacle = first
      return
    }
    guard possible.count >= awaited else {
      facts.obstacle = .tooFew(possible: possible.count, awaited: awaited)
      return
    }
    if let handoff = handoffWaitedForInVain(facts) {
      facts.obstacle = .itself(handoff)
      return
    }
    let forks = forks(on: ways)
    if let obstacle = exclusion(among: possible, &facts, ways, forks, awaited: awaited) {
      facts.obstacle = obstacle
      return
    }
    lookForLeaks(&facts, ways, forks, awaited: awaited)
  }

  private func awaitedCount(_ facts: JoinFacts) -> Int {
    guard case .count(let count) = system[facts.agent].join?.wait else { return facts.branches.count }
    return min(max(count, 1), facts.branches.count)
  }

  /// A handoff of the join to itself where it waits for all and nothing else could be meant: one branch alone needs no join.
  private mutating func handoffWaitedForInVain(_ facts: JoinFacts) -> HandoffIndex? {
    guard facts.branches.count == 1, let join = system[facts.agent].join, join.branches.isEmpty,
      join.wait == .all
    else { return nil }
    for handoff in index.handoffs(from: facts.agent) where index.target(of: handoff) == facts.agent {
      let traits = structure.traits(of: handoff)
      // A limit says that it is meant as another attempt.
      guard traits.trigger == .output, !traits.isLimited, structure.standing(of: handoff) == .live,
        traffic.isTaken(handoff)
      else { continue }
      return handoff
    }
    return nil
  }

  private mutating func obstacle(to branch: AwaitedBranch, _ way: JoinWay) -> JoinFacts.Obstacle? {
    if !reach.contains(branch.sender.rawValue) { return .unreached(branch) }
    if !way.isFromEntry { return .behind(branch) }
    var isTaken = false
    for handoff in branch.handoffs where structure.standing(of: handoff) == .live {
      if traffic.isTaken(handoff) { isTaken = true }
    }
    return isTaken ? nil : .neverTaken(branch)
  }

  /// Two branches that no run takes both, or too few that go together.
  private mutating func exclusion(
    among possible: [Int], _ facts: inout JoinFacts, _ ways: [JoinWay], _ forks: [ParallelFork], awaited: Int
  ) -> JoinFacts.Obstacle? {
    if awaited == facts.branches.count {
      // Where one group without guards leads to all of them, neighbours say it all.
      let isPlain =
        forks.count == 1 && forks[0].members.allSatisfy { structure.traits(of: $0).isUnconditional }
      if facts.branches.count > Self.pairwiseLimit, !isPlain {
        facts.omit("of more than \(Self.pairwiseLimit) branches only neighbours are held against each other")
      }
      for (position, second) in possible.enumerated().dropFirst() {
        let others = facts.branches.count <= Self.pairwiseLimit ? 0..<position : position - 1..<position
        for first in others.lazy.map({ possible[$0] }) where !goTogether(ways[first], ways[second], forks) {
          return .either(
            facts.branches[first], facts.branches[second], at: fork(between: ways[first], ways[second]))
        }
      }
      return nil
    }
    guard awaited > 1 else { return nil }
    guard possible.count <= Self.choiceLimit else {
      facts.omit("of more than \(Self.choiceLimit) branches it is not decided how many go together")
      return nil
    }
    var largest = 0
    for choice in 1..<(1 << possible.count) where choice.nonzeroBitCount > largest {
      let chosen = possible.indices.filter { choice >> $0 & 1 == 1 }.map { possible[$0] }
      let fits = chosen.indices.allSatisfy { second in
        chosen[..<second].allSatisfy { goTogether(ways[$0], ways[chosen[second]], forks) }
      }
      if fits { largest = chosen.count }
    }
    return largest < awaited ? .tooFew(possible: largest, awaited: awaited) : nil
  }
}
