import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// A way out for work on its way to a join, with a payload that takes it.
struct JoinWayOut {
  var leak: JoinFacts.Leak
  var payload: JSONValue?
  /// Why it is not decided that there is one; `nil` where it is.
  var doubt: String?
}

extension JoinAnalysis {
  /// Looks for branches that may fail to arrive although others do; those that never arrive are known.
  mutating func lookForLeaks(_ facts: inout JoinFacts, _ ways: JoinWays, possible: [Int], awaited: Int) {
    guard awaited > 1 else { return }
    // Where fewer are awaited, work that changes over to another branch is none that leaves.
    let everywhere = awaited == facts.branches.count ? nil : outlets(of: ways.ways.indices, ways)
    var (missing, doubtful) = (facts.branches.count - possible.count, 0)
    var first: JoinFacts.Partial?
    var doubt: String?
    for way in possible {
      let outlets = everywhere ?? self.outlets(of: way..<way + 1, ways)
      guard stepsLeft > 0, let found = leak(of: way, ways, outlets, &facts) else { continue }
      guard found.doubt == nil else {
        doubtful += 1
        doubt = doubt ?? found.doubt
        continue
      }
      missing += 1
      first =
        first ?? JoinFacts.Partial(branch: ways.ways[way].branch, leak: found.leak, payload: found.payload)
    }
    if facts.branches.count - missing < awaited {
      facts.partial = first
    } else if facts.branches.count - missing - doubtful < awaited, let doubt {
      facts.omit(doubt)
    }
  }

  /// How a branch may be missed while another one arrives.
  private mutating func leak(
    of way: Int, _ ways: JoinWays, _ outlets: [AgentIndex: JoinWayOut], _ facts: inout JoinFacts
  ) -> JoinWayOut? {
    var doubtful: JoinWayOut?
    func settle(_ found: JoinWayOut?) -> JoinWayOut? {
      guard let found, found.doubt != nil else { return found }
      doubtful = doubtful ?? found
      return nil
    }
    let own = ways.ways[way].starts
    if own.count < ways.starts.count {
      if let found = settle(all(own.sorted().map { outlets[$0] })) { return found }
    }
    for crossing in ways.crossings[way] {
      let members = crossing.members
      let rivals = ways.leading[crossing.fork].lazy.filter { !members.contains($0) }
      let startsAnother = rivals.first != nil
      // A single handoff of a group that leads to no other branch starts none.
      guard startsAnother || members.count > 1 && ways.mayChangeOver[way] else { continue }
      if startsAnother,
        let found = settle(leftOut(members, Array(rivals.prefix(Self.rivalLimit + 1)), &facts))
      {
        return found
      }
      guard !members.contains(where: { ways.ways[way].branch.handoffs.contains($0) }) else { continue }
      let outs = members.map { index.target(of: $0).flatMap { outlets[$0] } }
      // Where all members lead to this branch, one of them must change over to another one.
      guard startsAnother || outs.contains(where: { leadsToJoin($0, facts.agent) }) else { continue }
      if let found = settle(all(outs)) { return found }
    }
    return doubtful
  }

  /// The first of some ways out if there are no others; a doubt where there is one about any of them.
  private func all(_ outs: [JoinWayOut?]) -> JoinWayOut? {
    guard let first = outs.first, !outs.contains(where: { $0 == nil }) else { return nil }
    return outs.lazy.compactMap(\.self).first { $0.doubt != nil } ?? first
  }

  private func leadsToJoin(_ out: JoinWayOut?, _ join: AgentIndex) -> Bool {
    guard case .handoff(let handoff, _) = out?.leak else { return false }
    return index.target(of: handoff) == join
  }

  /// The most members of a group that the ones that lead to a branch are held against.
  private static let rivalLimit = 8

  /// A payload that takes another member of the group and none of these.
  private mutating func leftOut(
    _ members: [HandoffIndex], _ rivals: [HandoffIndex], _ facts: inout JoinFacts
  ) -> JoinWayOut? {
    var guards: [SchemaNumber] = []
    for member in members {
      let traits = structure.traits(of: member)
      guard traits.isGuarded || traits.isConditional, !traits.isTyped else { return nil }
      // A test in code may fail for any payload.
      if traits.isConditional { continue }
      guard let number = traffic.questions.schema(at: .guard(handoff: member.rawValue)) else { return nil }
      guards.append(number)
    }
    var doubt: JoinWayOut?
    for rival in rivals.prefix(Self.rivalLimit) {
      let leak = JoinFacts.Leak.leftOut(taken: rival, missing: members[0])
      for sending in traffic.sendings(on: rival) where members.contains(where: { offers($0, sending) }) {
        guard let taken = sending.taken else {
          doubt = doubt ?? JoinWayOut(leak: leak, doubt: sending.omission)
          continue
        }
        for set in taken {
          let without = guards.reduce(set) { $0.avoiding([$1]) }
          switch traffic.questions.existence(in: without) {
          case .none: continue
          case .some(let payload):
            return JoinWayOut(leak: leak, payload: traffic.questions.payload(of: without) ?? payload)
          case .unknown(let reason): doubt = doubt ?? JoinWayOut(leak: leak, doubt: "\(reason)")
          }
        }
      }
    }
    if doubt == nil, rivals.count > Self.rivalLimit {
      facts.omit("a member of a group is held against \(Self.rivalLimit) others only")
    }
    return doubt
  }

  /// Whether a handoff answers what another one was sent for.
  private func offers(_ handoff: HandoffIndex, _ sending: Sending) -> Bool {
    traffic.sendings(on: handoff).contains { $0.cause == sending.cause }
  }
}

// MARK: - Agents on the way

extension JoinAnalysis {
  /// What is looked at of some branches together.
  private struct Region {
    /// The agents on the ways to them.
    var agents: Set<AgentIndex>
    var branches: Set<HandoffIndex>

    func holds(_ agent: AgentIndex) -> Bool { agents.contains(agent) }
  }

  /// How work may miss some branches, for each agent behind a fork from which it may; what is certain comes first.
  private mutating func outlets(of selected: Range<Int>, _ ways: JoinWays) -> [AgentIndex: JoinWayOut] {
    let chosen = ways.ways[selected]
    let region = Region(
      agents: Set(chosen.flatMap(\.agents)), branches: Set(chosen.flatMap(\.branch.handoffs)))
    var seeds = chosen.flatMap { $0.starts.count < ways.starts.count ? $0.starts.sorted() : [] }
    for way in selected {
      for crossing in ways.crossings[way] {
        // Where all members lead to this branch, only what changes over to another one matters.
        let startsAnother = ways.leading[crossing.fork].count > crossing.members.count
        guard startsAnother || ways.mayChangeOver[way] else { continue }
        seeds += crossing.members.compactMap { index.target(of: $0) }
      }
    }
    let agents = agents(behind: seeds, in: region)
    var certain: [AgentIndex: JoinWayOut] = [:]
    var possible: [AgentIndex: JoinWayOut] = [:]
    for agent in agents {
      guard let out = wayOut(of: agent, in: region) else { continue }
      possible[agent] = out
      if out.doubt == nil { certain[agent] = out }
    }
    guard !possible.isEmpty else { return [:] }
    spread(&certain, among: agents, in: region, withDoubts: false)
    spread(&possible, among: agents, in: region, withDoubts: true)
    return possible.merging(certain) { $1 }
  }

  /// The agents of a region that work comes to from some agents.
  private mutating func agents(behind seeds: [AgentIndex], in region: Region) -> [AgentIndex] {
    var known: Set<AgentIndex> = []
    var found = seeds.filter { region.holds($0) && known.insert($0).inserted }
    var next = 0
    while next < found.count, stepsLeft > 0 {
      for handoff in index.handoffs(from: found[next]) where structure.standing(of: handoff) == .live {
        stepsLeft -= 1
        guard !region.branches.contains(handoff), let target = index.target(of: handoff),
          region.holds(target),
          known.insert(target).inserted
        else { continue }
        found.append(target)
      }
      next += 1
    }
    return found
  }

  /// Goes back from the agents with a way out to those that hand to them.
  private mutating func spread(
    _ found: inout [AgentIndex: JoinWayOut], among agents: [AgentIndex], in region: Region, withDoubts: Bool
  ) {
    let known = Set(agents)
    var waiting = agents.filter { found[$0] != nil }
    var next = 0
    while next < waiting.count, stepsLeft > 0 {
      let agent = waiting[next]
      next += 1
      guard let out = found[agent] else { continue }
      for handoff in index.handoffs(to: agent) where structure.standing(of: handoff) == .live {
        stepsLeft -= 1
        guard let sender = index.source(of: handoff), known.contains(sender), found[sender] == nil,
          !isCovered(handoff, found, region)
        else { continue }
        var passed = out
        switch traffic.taking(of: handoff) {
        case .no: continue
        case .yes: break
        case .undecided(let reason):
          guard withDoubts else { continue }
          passed.doubt = passed.doubt ?? reason
        }
        found[sender] = passed
        waiting.append(sender)
      }
    }
  }

  /// Whether another member of the handoff's group makes up for it.
  private mutating func isCovered(
    _ handoff: HandoffIndex, _ found: [AgentIndex: JoinWayOut], _ region: Region
  ) -> Bool {
    others(inGroupOf: handoff).contains { other in
      guard let target = index.target(of: other) else { return false }
      return region.branches.contains(other) || region.holds(target) && found[target] == nil
    }
  }

  /// The other live members of a handoff's group.
  private mutating func others(inGroupOf handoff: HandoffIndex) -> [HandoffIndex] {
    guard system.handoffs[handoff.rawValue].parallel != nil, let sender = index.source(of: handoff) else {
      return []
    }
    return index.handoffs(from: sender).filter {
      stepsLeft -= 1
      return $0 != handoff && structure.standing(of: $0) == .live
        && system.handoffs[$0.rawValue].isParallel(to: system.handoffs[handoff.rawValue])
    }
  }

  /// How work may go elsewhere from an agent on the way; what is certain is told first.
  private mutating func wayOut(of agent: AgentIndex, in region: Region) -> JoinWayOut? {
    var doubtful: JoinWayOut?
    if system[agent].finishes != .no, structure.role(of: agent).canFinish {
      switch traffic.keepsOutput(agent) {
      case .no: break
      case .yes: return JoinWayOut(leak: .finish(agent))
      case .undecided(let reason): doubtful = JoinWayOut(leak: .finish(agent), doubt: reason)
      }
    }
    for handoff in index.handoffs(from: agent) where structure.standing(of: handoff) == .live {
      stepsLeft -= 1
      guard let target = index.target(of: handoff), !region.branches.contains(handoff), !region.holds(target),
        !structure.isRetry(handoff), !structure.returns(handoff), !isSharedOut(handoff, region)
      else { continue }
      for sending in traffic.sendings(on: handoff) {
        let leak = JoinFacts.Leak.handoff(handoff, sending.cause)
        guard let taken = sending.taken else {
          doubtful = doubtful ?? JoinWayOut(leak: leak, doubt: sending.omission)
          continue
        }
        for set in taken {
          switch traffic.questions.existence(in: set) {
          case .none: continue
          case .some(let payload):
            return JoinWayOut(leak: leak, payload: traffic.questions.payload(of: set) ?? payload)
          case .unknown(let reason): doubtful = doubtful ?? JoinWayOut(leak: leak, doubt: "\(reason)")
          }
        }
      }
    }
    let out = usedUp(agent)
    return out?.doubt == nil ? out ?? doubtful : doubtful ?? out
  }

  /// Whether another member of the handoff's group goes on towards the join.
  private mutating func isSharedOut(_ handoff: HandoffIndex, _ region: Region) -> Bool {
    others(inGroupOf: handoff).contains { other in
      region.branches.contains(other) || index.target(of: other).map { region.holds($0) } ?? false
    }
  }

  /// A failure whose retries may be used up, with nothing else to take it.
  private mutating func usedUp(_ agent: AgentIndex) -> JoinWayOut? {
    guard let contract = structure.role(of: agent).contract,
      let retry = index.handoffs(from: agent).first(where: { structure.isRetry($0) })
    else { return nil }
    var doubtful: JoinWayOut?
    for sending in traffic.sendings(on: retry) {
      guard case .failure(let failure?) = sending.cause else { continue }
      var out = JoinWayOut(leak: .usedUp(agent, failure))
      switch traffic.keeps(failure, of: agent) {
      case .no: continue
      case .yes: break
      case .undecided(let reason): out.doubt = reason
      }
      let place = SchemaPlace.failure(contract: contract.rawValue, failure: failure.rawValue)
      out.payload = traffic.questions.schema(at: place)
        .flatMap { traffic.questions.payload(of: PayloadSet(base: $0)) }
      if out.doubt == nil { return out }
      doubtful = doubtful ?? out
    }
    return doubtful
  }
}
