import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// The ways that lead to one branch of a join without passing the join.
struct JoinWay {
  /// The handoffs that are the branch.
  var branch: AwaitedBranch
  /// For each agent from which the branch's sender is reached, how many handoffs are between them.
  var distance: [AgentIndex: Int]
  /// The agents in the order in which they were found, the sender first.
  var agents: [AgentIndex]
  /// Those of them that a run starts with, and joins that were not followed further.
  var starts: Set<AgentIndex> = []

  /// Whether work gets to some of the agents at all.
  var isFromEntry: Bool { !starts.isEmpty }
}

/// A parallel group of one agent.
struct ParallelFork {
  var agent: AgentIndex
  var members: [HandoffIndex]
  private var membersByTarget: [AgentIndex: [HandoffIndex]] = [:]
  private var known: Set<HandoffIndex> = []

  init(agent: AgentIndex) {
    self.agent = agent
    members = []
  }

  mutating func add(_ member: HandoffIndex, to target: AgentIndex) {
    members.append(member)
    known.insert(member)
    membersByTarget[target, default: []].append(member)
  }

  /// The members that lead to a branch; none where the group is not on its ways.
  ///
  /// - Complexity: O(*n*) in the number of targets or of agents on the way, whichever is less.
  func members(along way: JoinWay) -> [HandoffIndex] {
    guard way.distance[agent] != nil else { return [] }
    let direct = way.branch.handoffs.filter { known.contains($0) }
    let through =
      way.agents.count < membersByTarget.count
      ? way.agents.flatMap { membersByTarget[$0] ?? [] }
      : membersByTarget.flatMap { way.distance[$0.key] == nil ? [] : $0.value }
    // A dictionary has no order.
    return (direct + through.filter { !direct.contains($0) }).sorted()
  }
}

/// The ways to all branches of a join, and the parallel groups on them.
struct JoinWays {
  /// The members of one group that lead to one branch.
  struct Crossing {
    /// Among the groups.
    var fork: Int
    var members: [HandoffIndex]
  }

  /// By branch.
  let ways: [JoinWay]
  let forks: [ParallelFork]
  /// By branch, in the order of the groups.
  let crossings: [[Crossing]]
  /// For each group its members that lead to some branch.
  let leading: [[HandoffIndex]]
  /// For each branch whether the sender of another one is on its way.
  let mayChangeOver: [Bool]
  /// The agents that a run starts with and that are on some way.
  let starts: Set<AgentIndex>

  init(_ ways: [JoinWay], _ analysis: inout JoinAnalysis) {
    self.ways = ways
    starts = ways.reduce(into: []) { $0.formUnion($1.starts) }
    let senders = Set(ways.map(\.branch.sender))
    mayChangeOver = ways.map { way in
      way.agents.contains { $0 != way.branch.sender && senders.contains($0) }
    }
    let forks = analysis.forks(on: ways)
    self.forks = forks
    var places: [AgentIndex: [Int]] = [:]
    for (place, fork) in forks.enumerated() { places[fork.agent, default: []].append(place) }
    var leading = [Set<HandoffIndex>](repeating: [], count: forks.count)
    crossings = ways.map { way in
      var found: [Crossing] = []
      guard analysis.stepsLeft > 0 else { return found }
      let crossed =
        way.agents.count < forks.count
        ? way.agents.flatMap { places[$0] ?? [] }.sorted() : Array(forks.indices)
      for fork in crossed {
        let members = forks[fork].members(along: way)
        analysis.stepsLeft -= 1 + members.count
        guard !members.isEmpty else { continue }
        leading[fork].formUnion(members)
        found.append(Crossing(fork: fork, members: members))
      }
      return found
    }
    self.leading = leading.map { $0.sorted() }
  }
}

extension JoinAnalysis {
  /// How far ways are followed back.
  enum Following {
    case everything
    /// Also what no payload takes.
    case ignoringGuards
    /// To the nearest joins that get their work independently.
    case upToJoins
  }

  /// Follows the handoffs back from the sender of a branch.
  mutating func followBack(
    from branch: AwaitedBranch, of join: AgentIndex, _ following: Following = .everything
  ) -> JoinWay {
    var way = JoinWay(branch: branch, distance: [branch.sender: 0], agents: [branch.sender])
    var next = 0
    while next < way.agents.count, stepsLeft > 0 {
      let agent = way.agents[next]
      next += 1
      if starts.contains(agent) { way.starts.insert(agent) }
      if following == .upToJoins, isSource(agent, for: join) {
        way.starts.insert(agent)
        continue
      }
      for before in agentsBefore(agent, ignoringGuards: following == .ignoringGuards)
      where before != join && way.distance[before] == nil {
        way.distance[before] = (way.distance[agent] ?? 0) + 1
        way.agents.append(before)
      }
    }
    return way
  }

  /// Whether an agent is a join that brings several tokens together before they come to another join.
  private func isSource(_ agent: AgentIndex, for join: AgentIndex) -> Bool {
    guard agent != ground.limitTaker, let wait = system.agents[agent.rawValue].join?.wait,
      ground.isIndependent(agent, of: join), ground.reach.contains(agent.rawValue)
    else { return false }
    // What comes to it beside its branches starts it too.
    return wait == .all && traffic.branches(ofJoinAt: agent).flatMap(\.handoffs).count == incoming(agent)
  }

  private func incoming(_ agent: AgentIndex) -> Int {
    index.handoffs(to: agent).count { structure.standing(of: $0) == .live }
  }

  /// The agents from which one step leads to an agent.
  private mutating func agentsBefore(_ agent: AgentIndex, ignoringGuards: Bool) -> [AgentIndex] {
    // What circulates until the run has had its handoffs comes to the taker without one.
    var agents = agent == ground.limitTaker ? ground.circulating : []
    stepsLeft -= agents.count
    for handoff in index.handoffs(to: agent) where structure.standing(of: handoff) == .live {
      stepsLeft -= 1
      guard let sender = index.source(of: handoff), sender != agent,
        ignoringGuards || isTaken(handoff)
      else { continue }
      agents.append(sender)
    }
    for handoff in index.handoffs(from: agent) where structure.returns(handoff) {
      stepsLeft -= 1
      if let receiver = index.target(of: handoff) { agents.append(receiver) }
    }
    return agents
  }

  /// Whether a handoff is on a way, or is the branch itself.
  func leads(_ handoff: HandoffIndex, along way: JoinWay) -> Bool {
    if way.branch.handoffs.contains(handoff) { return true }
    return index.target(of: handoff).map { way.distance[$0] != nil } ?? false
  }

  /// The parallel groups on any of the ways, and what else makes several tokens of one.
  mutating func forks(on ways: [JoinWay]) -> [ParallelFork] {
    var forks: [ParallelFork] = []
    for agent in Set(ways.flatMap(\.agents)).sorted() {
      var groups: [ExactString: Int] = [:]
      for handoff in index.handoffs(from: agent) where structure.standing(of: handoff) == .live {
        stepsLeft -= 1
        guard let name = system.handoffs[handoff.rawValue].parallel.map({ ExactString($0) }),
          let target = index.target(of: handoff)
        else { continue }
        let position = groups[name] ?? forks.count
        if position == forks.count { forks.append(ParallelFork(agent: agent)) }
        groups[name] = position
        forks[position].add(handoff, to: target)
      }
    }
    return forks.filter { $0.members.count > 1 }
  }
}
