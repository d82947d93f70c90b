import HandoffContracts
import HandoffSchema
import HandoffTraffic

extension JoinAnalysis {
  /// A way out for work on its way to a join, with a payload that takes it.
  private struct WayOut {
    var leak: JoinFacts.Leak
    var payload: JSONValue?
  }

  /// Looks for branches that may fail to arrive although others do.
  mutating func lookForLeaks(
    _ facts: inout JoinFacts, _ ways: [JoinWay], _ forks: [ParallelFork], awaited: Int
  ) {
    let branches = Set(facts.branches.flatMap(\.handoffs))
    let wayOut = waysOut(of: Set(ways.flatMap(\.agents)), from: facts.agent, branches)
    var leaking = 0
    var first: JoinFacts.Partial?
    for way in ways {
      guard let found = leak(of: way, forks, branches, wayOut, &facts) else { continue }
      leaking += 1
      first = first ?? JoinFacts.Partial(branch: way.branch, leak: found.leak, payload: found.payload)
    }
    if facts.branches.count - leaking < awaited { facts.partial = first }
  }

  private mutating func leak(
    of way: JoinWay, _ forks: [ParallelFork], _ branches: Set<HandoffIndex>, _ wayOut: [AgentIndex: WayOut],
    _ facts: inout JoinFacts
  ) -> WayOut? {
    if entries.count > 1 {
      for entry in entries where way.distance[entry] != nil {
        if let found = wayOut[entry] { return found }
      }
    }
    for fork in forks {
      let members = fork.members(along: way)
      // A group that leads to this branch alone starts no other one.
      guard let member = members.first, fork.members.count > members.count else { continue }
      if members.count == 1, let found = leftOut(member, of: fork, &facts) { return found }
      guard !members.contains(where: { branches.contains($0) }) else { continue }
      let outs = members.map { index.target(of: $0).flatMap { wayOut[$0] } }
      if !outs.contains(where: { $0 == nil }), let found = outs.first ?? nil { return found }
    }
    return nil
  }

  /// The most members of a group that one is held against.
  private static let rivalLimit = 8

  /// A payload that takes another member of the group and not this one.
  private mutating func leftOut(
    _ member: HandoffIndex, of fork: ParallelFork, _ facts: inout JoinFacts
  ) -> WayOut? {
    let traits = structure.traits(of: member)
    guard traits.isGuarded || traits.isConditional, !traits.isTyped else { return nil }
    let number = traffic.questions.schema(at: .guard(handoff: member.rawValue))
    for rival in fork.members.lazy.filter({ $0 != member }).prefix(Self.rivalLimit) {
      for sending in traffic.sendings(on: rival) {
        for set in sending.taken ?? [] {
          let without = traits.isConditional ? set : number.map { set.avoiding([$0]) } ?? set
          guard case .some = traffic.questions.existence(in: without) else { continue }
          return WayOut(
            leak: .leftOut(taken: rival, missing: member), payload: traffic.questions.payload(of: without))
        }
      }
    }
    if fork.members.count > Self.rivalLimit + 1 {
      facts.omit("a member of a group is held against \(Self.rivalLimit) others only")
    }
    return nil
  }
}

// MARK: - Agents on the way

extension JoinAnalysis {
  /// For each agent on the way to a join from which work may go elsewhere: how.
  private mutating func waysOut(
    of agents: Set<AgentIndex>, from join: AgentIndex, _ branches: Set<HandoffIndex>
  ) -> [AgentIndex: WayOut] {
    var found: [AgentIndex: WayOut] = [:]
    var waiting: [AgentIndex] = []
    for agent in agents.sorted() {
      guard let out = wayOut(of: agent, towards: agents, join, branches) else { continue }
      found[agent] = out
      waiting.append(agent)
    }
    var next = 0
    while next < waiting.count, stepsLeft > 0 {
      let agent = waiting[next]
      next += 1
      guard let out = found[agent] else { continue }
      for handoff in index.handoffs(to: agent) where structure.standing(of: handoff) == .live {
        stepsLeft -= 1
        guard let sender = index.source(of: handoff), agents.contains(sender), found[sender] == nil,
          traffic.isTaken(handoff), !isCovered(handoff, found, branches)
        else { continue }
        found[sender] = out
        waiting.append(sender)
      }
    }
    return found
  }

  /// Whether another member of the handoff's group makes up for it.
  private func isCovered(
    _ handoff: HandoffIndex, _ found: [AgentIndex: WayOut], _ branches: Set<HandoffIndex>
  ) -> Bool {
    guard system[handoff].parallel != nil, let sender = index.source(of: handoff) else { return false }
    return index.handoffs(from: sender).contains { other in
      guard other != handoff, system[other].isParallel(to: system[handoff]),
        let target = index.target(of: other)
      else { return false }
      return branches.contains(other) || found[target] == nil
    }
  }

  private mutating func wayOut(
    of agent: AgentIndex, towards agents: Set<AgentIndex>, _ join: AgentIndex, _ branches: Set<HandoffIndex>
  ) -> WayOut? {
    if system[agent].finishes != .no, structure.role(of: agent).canFinish, traffic.mayKeepOutput(agent) {
      return WayOut(leak: .finish(agent))
    }
    for handoff in index.handoffs(from: agent) where structure.standing(of: handoff) == .live {
      stepsLeft -= 1
      guard let target = index.target(of: handoff), target != join, !agents.contains(target),
        !structure.isRetry(handoff), !structure.returns(handoff), !isSharedOut(handoff, agents, branches)
      else { continue }
      for sending in traffic.sendings(on: handoff) {
        for set in sending.taken ?? [] {
          if case .none = traffic.questions.existence(in: set) { continue }
          return WayOut(leak: .handoff(handoff, sending.cause), payload: traffic.questions.payload(of: set))
        }
      }
    }
    return usedUp(agent)
  }

  /// Whether another member of the handoff's group goes on towards the join.
  private func isSharedOut(
    _ handoff: HandoffIndex, _ agents: Set<AgentIndex>, _ branches: Set<HandoffIndex>
  ) -> Bool {
    guard system[handoff].parallel != nil, let sender = index.source(of: handoff) else { return false }
    return index.handoffs(from: sender).contains { other in
      system[other].isParallel(to: system[handoff])
        && (branches.contains(other) || index.target(of: other).map { agents.contains($0) } ?? false)
    }
  }

  /// A failure whose retries may be used up, with nothing else to take it.
  private mutating func usedUp(_ agent: AgentIndex) -> WayOut? {
    guard let contract = structure.role(of: agent).contract,
      let retry = index.handoffs(from: agent).first(where: { structure.isRetry($0) })
    else { return nil }
    for sending in traffic.sendings(on: retry) {
      guard case .failure(let failure?) = sending.cause, traffic.mayKeep(failure, of: agent) else { continue }
      let place = SchemaPlace.failure(contract: contract.rawValue, failure: failure.rawValue)
      let payload = traffic.questions.schema(at: place)
        .flatMap { traffic.questions.payload(of: PayloadSet(base: $0)) }
      return WayOut(leak: .usedUp(agent, failure), payload: payload)
    }
    return nil
  }
}
