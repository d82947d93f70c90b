import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// The ways that lead to one branch of a join without passing the join.
struct JoinWay {
  /// The handoffs that are the branch.
  var branch: JoinBranch
  /// For each agent from which the branch's sender is reached, how many handoffs are between them.
  var distance: [AgentIndex: Int]
  /// Whether an entry is among these agents.
  var isFromEntry: Bool
  /// The agents in the order in which they were found, the sender first.
  var agents: [AgentIndex]
}

/// A parallel group of one agent.
struct ParallelFork {
  var agent: AgentIndex
  var members: [HandoffIndex]
  /// The same by the agents that they lead to.
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
  func members(along way: JoinWay) -> [HandoffIndex] {
    guard way.distance[agent] != nil else { return [] }
    let direct = way.branch.handoffs.filter { known.contains($0) }
    let through = way.agents.flatMap { membersByTarget[$0] ?? [] }
    return direct + through.filter { !direct.contains($0) }
  }
}

extension JoinAnalysis {
  /// Follows the handoffs back from the sender of a branch.
  mutating func followBack(from branch: JoinBranch, of join: AgentIndex) -> JoinWay {
    var way = JoinWay(
      branch: branch, distance: [branch.sender: 0], isFromEntry: entries.contains(branch.sender),
      agents: [branch.sender])
    var next = 0
    while next < way.agents.count, stepsLeft > 0 {
      let agent = way.agents[next]
      next += 1
      for before in agentsBefore(agent) where before != join && way.distance[before] == nil {
        way.distance[before] = (way.distance[agent] ?? 0) + 1
        way.agents.append(before)
        if entries.contains(before) { way.isFromEntry = true }
      }
    }
    return way
  }

  /// The agents from which one step leads to an agent.
  private mutating func agentsBefore(_ agent: AgentIndex) -> [AgentIndex] {
    var agents: [AgentIndex] = []
    for handoff in index.handoffs(to: agent) where structure.standing(of: handoff) == .live {
      stepsLeft -= 1
      guard let sender = index.source(of: handoff), sender != agent, traffic.isTaken(handoff) else {
        continue
      }
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
        guard let name = system[handoff].parallel.map({ ExactString($0) }),
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

  private static let memberPairLimit = 256

  /// Whether one run may take two branches.
  mutating func goTogether(_ first: JoinWay, _ second: JoinWay, _ forks: [ParallelFork]) -> Bool {
    let (ofFirst, ofSecond) = (
      entries.filter { first.distance[$0] != nil }, entries.filter { second.distance[$0] != nil }
    )
    if !ofFirst.isEmpty, !ofSecond.isEmpty, Set(ofFirst + ofSecond).count > 1 { return true }
    for fork in forks {
      let toFirst = fork.members(along: first)
      let toSecond = fork.members(along: second)
      // Nothing is claimed where there are too many to look at.
      if toFirst.count * toSecond.count > Self.memberPairLimit { return true }
      for one in toFirst {
        for other in toSecond where one != other && areTakenTogether(one, other) { return true }
      }
    }
    // One visit for each element makes as many tokens.
    return first.agents.contains { agent in
      second.distance[agent] != nil
        && index.handoffs(from: agent).contains {
          system[$0].each != nil && leads($0, along: first) && leads($0, along: second)
        }
    }
  }

  /// Whether some payload takes both handoffs of a group.
  mutating func areTakenTogether(_ one: HandoffIndex, _ other: HandoffIndex) -> Bool {
    guard structure.traits(of: one).trigger == structure.traits(of: other).trigger else { return true }
    // Each call has arguments of its own.
    if structure.traits(of: one).isTyped || structure.traits(of: other).isTyped { return true }
    for sending in traffic.sendings(on: one) {
      for rival in traffic.sendings(on: other) where rival.cause == sending.cause {
        guard let taken = sending.taken, let also = rival.taken else { return true }
        for set in taken {
          for second in also {
            if case .none = traffic.questions.existence(in: set.intersection(second)) { continue }
            return true
          }
        }
      }
    }
    return false
  }

  /// The nearest agent that hands on by one handoff towards one branch, and by another towards the other.
  mutating func fork(between first: JoinWay, _ second: JoinWay) -> JoinFacts.Fork? {
    let common = first.agents.filter { second.distance[$0] != nil }
      .sorted {
        (first.distance[$0] ?? 0) + (second.distance[$0] ?? 0) < (first.distance[$1] ?? 0)
          + (second.distance[$1] ?? 0)
      }
    for agent in common {
      let handoffs = index.handoffs(from: agent).filter { structure.standing(of: $0) == .live }
      for one in handoffs.prefix(64) where leads(one, along: first) {
        for other in handoffs.prefix(64) where other != one && leads(other, along: second) {
          let payload = traffic.sendings(on: one).first?.taken?.first.flatMap {
            traffic.questions.payload(of: $0)
          }
          return JoinFacts.Fork(agent: agent, first: one, second: other, payload: payload)
        }
      }
    }
    return nil
  }
}
