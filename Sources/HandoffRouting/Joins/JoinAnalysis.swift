import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// Decides of every join whether it can start, whether it always does, and whether its branches agree.
///
/// Work is one token that every handoff moves on; only a parallel group that several members of which are taken, an
/// `each`, or several entries make more of it. So two branches arrive in one run only where such a fork leads to both.
struct JoinAnalysis {
  /// Where work comes from.
  struct Ground {
    /// The agents that a run starts with.
    var starts: [AgentIndex]
    /// The agent that gets the work at the run limit, and those that may have it then.
    var limitTaker: AgentIndex?
    var circulating: [AgentIndex]
    var reach: Reachability
    /// Whether what is not reached is known not to be.
    var knowsWhatIsReached: Bool
    /// The strongly connected components of the routes, where there are several joins.
    var components: StrongComponents?

    /// Whether an agent cannot be reached from another one that it leads to.
    func isIndependent(_ agent: AgentIndex, of other: AgentIndex) -> Bool {
      guard let components else { return false }
      return components.component[agent.rawValue] != components.component[other.rawValue]
    }
  }

  var traffic: Traffic
  let ground: Ground
  let starts: Set<AgentIndex>
  /// The agents that start another one once for each element.
  let eachSenders: [AgentIndex]
  /// How many edges may still be looked at, for all joins together.
  var stepsLeft = 20_000_000
  /// What a question about a conflict left open.
  var undecided: String?
  /// Whether handoffs are taken, as far as that was asked.
  private var taken: [HandoffIndex: Bool] = [:]

  /// With more branches not every two of them are held against each other, only neighbours.
  private static let pairwiseLimit = 64
  /// With more branches it is not decided whether some of them go together.
  private static let choiceLimit = 12
  static let tooManyWays = "the ways to its branches are too many to follow"

  var system: AgentSystem { traffic.system }
  var structure: SystemStructure { traffic.structure }
  var index: SystemIndex { traffic.index }

  private init(_ traffic: Traffic, _ ground: Ground) {
    self.traffic = traffic
    self.ground = ground
    starts = Set(ground.starts)
    let each = traffic.system.handoffIndices.filter {
      // By position: a copy of every handoff would cost more than the question.
      traffic.system.handoffs[$0.rawValue].each != nil
    }
    eachSenders = Set(each.compactMap { traffic.index.source(of: $0) }).sorted()
  }

  /// Looks at the joins of a system, in declaration order.
  static func run(_ traffic: inout Traffic, _ ground: Ground) -> [JoinFacts] {
    let system = traffic.system
    let joins = system.agentIndices.filter { system[$0].join != nil }
    guard !joins.isEmpty else { return [] }
    var analysis = JoinAnalysis(traffic, ground)
    let facts = joins.map { join -> JoinFacts in
      var facts = JoinFacts(agent: join, branches: analysis.traffic.branches(ofJoinAt: join))
      // What the entries, or unknown handoffs, bring is not known: only of conflicts something is said then.
      guard ground.knowsWhatIsReached, ground.reach.contains(join.rawValue), !analysis.starts.contains(join),
        join != ground.limitTaker, !facts.branches.isEmpty, !analysis.structure.role(of: join).isHuman
      else {
        analysis.lookForConflicts(&facts, nil)
        return facts
      }
      analysis.look(at: &facts)
      return facts
    }
    traffic = analysis.traffic
    return facts
  }

  /// How many branches a join waits for.
  func awaitedCount(_ facts: JoinFacts) -> Int {
    min(
      system[facts.agent].join?.needed(of: facts.branches.count) ?? facts.branches.count,
      facts.branches.count)
  }

  /// Whether some payload takes a handoff, as far as that can be told.
  mutating func isTaken(_ handoff: HandoffIndex) -> Bool {
    if let known = taken[handoff] { return known }
    let isTaken = traffic.isTaken(handoff)
    taken[handoff] = isTaken
    return isTaken
  }

  /// The ways to all branches of a join up to the one join that they all come from; `nil` where there is none.
  private mutating func nearWays(to facts: JoinFacts) -> JoinWays? {
    guard ground.components != nil else { return nil }
    let near = facts.branches.map { followBack(from: $0, of: facts.agent, .upToJoins) }
    guard let first = near.first?.starts, first.count == 1, first.isDisjoint(with: starts),
      near.allSatisfy({ $0.starts == first })
    else { return nil }
    return JoinWays(near, &self)
  }

  private mutating func look(at facts: inout JoinFacts) {
    // Where branches meet behind that join, it makes no difference what is before it; and none meet that only could if
    // it started several times.
    if let near = nearWays(to: facts) {
      var found = facts
      if judge(&found, near) || near.starts.allSatisfy({ isStartedOnce($0) }) {
        facts = found
        return
      }
    }
    let ways = JoinWays(facts.branches.map { followBack(from: $0, of: facts.agent) }, &self)
    guard stepsLeft > 0 else { return facts.omit(Self.tooManyWays) }
    _ = judge(&facts, ways)
    if stepsLeft <= 0 { facts.omit(Self.tooManyWays) }
  }

  /// Whether some branch of a join is brought at most once in a run.
  private mutating func isStartedOnce(_ join: AgentIndex) -> Bool {
    var facts = JoinFacts(agent: join, branches: traffic.branches(ofJoinAt: join))
    let ways = JoinWays(facts.branches.map { followBack(from: $0, of: join) }, &self)
    guard stepsLeft > 0 else { return false }
    for way in ways.ways.indices where ways.ways[way].isFromEntry {
      if !goTogether(way, way, ways, &facts) { return true }
    }
    return false
  }

  /// Looks for an obstacle, and where there is none for what may be missed and what contradicts each other.
  ///
  /// Returns whether there is none.
  private mutating func judge(_ facts: inout JoinFacts, _ ways: JoinWays) -> Bool {
    let awaited = awaitedCount(facts)
    var obstacles: [JoinFacts.Obstacle?] = []
    for way in ways.ways { obstacles.append(obstacle(on: way, to: facts.agent)) }
    let possible = facts.branches.indices.filter { obstacles[$0] == nil }
    if awaited == facts.branches.count, let first = obstacles.lazy.compactMap(\.self).first {
      facts.obstacle = first
    } else if possible.count < awaited {
      facts.obstacle = .tooFew(possible: possible.count, awaited: awaited)
    } else if let handoff = handoffWaitedForInVain(facts) {
      facts.obstacle = .itself(handoff)
    } else {
      facts.obstacle = exclusion(among: possible, &facts, ways, awaited: awaited)
    }
    // Branches that never meet miss nothing of each other and do not contradict each other.
    guard facts.obstacle == nil else { return false }
    lookForLeaks(&facts, ways, possible: possible, awaited: awaited)
    lookForConflicts(&facts, ways)
    return true
  }

  /// A handoff of the join to itself where it waits for all and another meaning is near: one branch alone needs no join.
  private mutating func handoffWaitedForInVain(_ facts: JoinFacts) -> HandoffIndex? {
    guard facts.branches.count == 1, let join = system[facts.agent].join, join.branches.isEmpty,
      join.wait == .all
    else { return nil }
    for handoff in index.handoffs(from: facts.agent) where index.target(of: handoff) == facts.agent {
      let traits = structure.traits(of: handoff)
      // A limit says that it is meant as another attempt.
      guard traits.trigger == .output, !traits.isLimited, structure.standing(of: handoff) == .live,
        isTaken(handoff)
      else { continue }
      return handoff
    }
    return nil
  }

  private mutating func obstacle(on way: JoinWay, to join: AgentIndex) -> JoinFacts.Obstacle? {
    let branch = way.branch
    if !ground.reach.contains(branch.sender.rawValue) { return .unreached(branch) }
    if !way.isFromEntry {
      let structural = followBack(from: branch, of: join, .ignoringGuards)
      return structural.isFromEntry ? .notSupplied(branch) : .behind(branch)
    }
    for handoff in branch.handoffs where structure.standing(of: handoff) == .live {
      if isTaken(handoff) { return nil }
    }
    return .neverTaken(branch)
  }

  /// Two branches that no run takes both, or too few that go together.
  private mutating func exclusion(
    among possible: [Int], _ facts: inout JoinFacts, _ ways: JoinWays, awaited: Int
  ) -> JoinFacts.Obstacle? {
    if awaited == facts.branches.count {
      // Where one group without guards leads to all of them, neighbours say it all.
      let isPlain =
        ways.forks.count == 1
        && ways.forks[0].members.allSatisfy { structure.traits(of: $0).isUnconditional }
      if facts.branches.count > Self.pairwiseLimit, !isPlain {
        facts.omit("of more than \(Self.pairwiseLimit) branches only neighbours are held against each other")
      }
      for (position, second) in possible.enumerated().dropFirst() {
        let others = facts.branches.count <= Self.pairwiseLimit ? 0..<position : position - 1..<position
        for first in others.lazy.map({ possible[$0] }) where !goTogether(first, second, ways, &facts) {
          return .either(
            facts.branches[first], facts.branches[second],
            at: fork(between: ways.ways[first], ways.ways[second]))
        }
      }
      return nil
    }
    guard awaited > 1 else { return nil }
    guard possible.count <= Self.choiceLimit else {
      facts.omit("of more than \(Self.choiceLimit) branches it is not decided how many go together")
      return nil
    }
    var partners = [Int](repeating: 0, count: possible.count)
    for second in possible.indices {
      for first in 0..<second where goTogether(possible[first], possible[second], ways, &facts) {
        partners[first] |= 1 << second
        partners[second] |= 1 << first
      }
    }
    var largest = 0
    for choice in 1..<(1 << possible.count) where choice.nonzeroBitCount > largest {
      let fits = possible.indices.allSatisfy {
        choice >> $0 & 1 == 0 || choice & ~(1 << $0) & ~partners[$0] == 0
      }
      if fits { largest = choice.nonzeroBitCount }
    }
    return largest < awaited ? .tooFew(possible: largest, awaited: awaited) : nil
  }
}
