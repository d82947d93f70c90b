import HandoffContracts
import HandoffTraffic

/// One way for work to go on from an agent, before its payloads are looked at: an edge of the graph for one cause.
struct LoopWay: Sendable {
  /// Where it leads.
  enum End: Sendable, Hashable {
    /// To an agent of the loop.
    case agent(AgentIndex)
    /// To a finish, a human or somewhere from where one can be reached.
    case exit
    /// Nowhere: no handoff takes it.
    case nowhere
  }

  /// What the receiver's payload is.
  enum Arrival: Sendable, Hashable {
    /// What was sent.
    case whole
    /// Something new: an element of what was sent, or what a join makes of its branches.
    case fresh([PayloadSet])
    /// One object with the members of what was sent and those of something from one of these.
    case merged([PayloadSet])
  }

  /// What the sender's payload has to do with what it received.
  enum Origin: Sendable, Hashable {
    /// It is the sender's output, to which its declared effects apply.
    case output
    /// It is made anew: a failure, or the arguments of a typed handoff.
    case anew
    /// It is what the sender received.
    case received
  }

  var sender: AgentIndex
  var end: End
  /// The position of the edge in the graph; -1 for none.
  var edge: Int32
  /// The handoff of the edge.
  var handoff: HandoffIndex?
  /// Whether control comes back along the handoff, and so only as often as it was given.
  var isReturn = false
  var origin: Origin
  /// What made the sender hand on.
  var cause: Cause
  /// The payloads that go this way, as a union; `nil` where that is not known.
  var sets: [PayloadSet]?
  var arrival: Arrival = .whole
  /// Whether a test that nobody can see may keep the work from going this way.
  var isFree = false
  /// Whether a run can go this way so often only.
  var isFinite = false
}

/// Lists the ways of agents, as the account of what travels has them.
struct LoopWayList {
  private let graph: RoutingGraph
  private let hasExit: @Sendable (AgentIndex) -> Bool

  init(_ graph: RoutingGraph, hasExit: @escaping @Sendable (AgentIndex) -> Bool) {
    self.graph = graph
    self.hasExit = hasExit
  }

  /// The ways of an agent.
  ///
  /// - Parameters:
  ///   - agent: The agent.
  ///   - isMember: Whether an agent belongs to the loop; what leads elsewhere is an exit, or nothing.
  ///   - traffic: What travels.
  /// - Returns: The ways in the order of the edges, then those out.
  func ways(of agent: AgentIndex, _ isMember: (AgentIndex) -> Bool, _ traffic: inout Traffic) -> [LoopWay] {
    var ways: [LoopWay] = []
    for (position, edge) in zip(graph.positions(of: agent), graph.edges(of: agent)) {
      let end: LoopWay.End =
        isMember(edge.target) ? .agent(edge.target) : hasExit(edge.target) ? .exit : .nowhere
      let first = ways.count
      ways += edge.isReturn ? returns(edge, of: agent, &traffic) : sends(edge, of: agent, &traffic)
      for index in first..<ways.count {
        ways[index].end = end
        ways[index].edge = position
        ways[index].handoff = edge.handoff
        ways[index].isReturn = edge.isReturn
        // Where the count of visits starts again, the limit is not reached for ever.
        let isReset = ways[index].cause == .arrival && !traffic.structure.role(of: agent).hasBindingLimit
        ways[index].isFinite = edge.isFinite || isReset
      }
    }
    if let way = ending(of: agent, &traffic) { ways.append(way) }
    return ways
  }

  private func sends(_ edge: RoutingGraph.Edge, of agent: AgentIndex, _ traffic: inout Traffic) -> [LoopWay] {
    let traits = traffic.structure.traits(of: edge.handoff)
    let arrival = arrival(along: edge, &traffic)
    let standsIn = traits.trigger == .limit
    let limited = standsIn ? limitedHandoffs(of: agent, traffic) : []
    let isAnew =
      traits.isTyped && !standsIn || limited.contains { traffic.structure.traits(of: $0).isTyped }
    let isFree = traits.isConditional || limited.contains { traffic.structure.traits(of: $0).isConditional }
    if traffic.structure.isRetry(edge.handoff) {
      // It brings what the agent had received, whatever the failure looks like.
      return traffic.sendings(on: edge.handoff).filter { $0.taken?.isEmpty != true }.map { sending in
        LoopWay(
          sender: agent, end: .nowhere, edge: -1, origin: .received, cause: sending.cause,
          sets: [PayloadSet(base: nil)], isFree: isFree)
      }
    }
    let bringsObjects = traffic.join(awaiting: edge.handoff).map { traffic.merges(at: $0) } ?? false
    return traffic.sendings(on: edge.handoff).map { sending in
      let isOutput = sending.cause == .output
      let origin: LoopWay.Origin =
        sending.cause == .arrival ? .received : isOutput && !isAnew ? .output : .anew
      let sets = bringsObjects ? sending.taken?.map { traffic.objects(of: $0) } : sending.taken
      return LoopWay(
        sender: agent, end: .nowhere, edge: -1, origin: origin, cause: sending.cause, sets: sets,
        arrival: arrival, isFree: isFree || !sending.isExact)
    }
  }

  private func limitedHandoffs(of agent: AgentIndex, _ traffic: Traffic) -> [HandoffIndex] {
    traffic.index.handoffs(from: agent).filter { traffic.structure.traits(of: $0).isLimited }
  }

  private func arrival(along edge: RoutingGraph.Edge, _ traffic: inout Traffic) -> LoopWay.Arrival {
    if let join = traffic.join(awaiting: edge.handoff) {
      guard traffic.merges(at: join) else { return .fresh(traffic.joined(at: join).deliveries.map(\.set)) }
      return traffic.companions(of: edge.handoff).map { .merged($0) } ?? .whole
    }
    guard traffic.system[edge.handoff].each != nil else { return .whole }
    return .fresh(traffic.cargo(of: edge.handoff).deliveries.map { traffic.whole($0) })
  }

  private func returns(_ edge: RoutingGraph.Edge, of agent: AgentIndex, _ traffic: inout Traffic) -> [LoopWay]
  {
    // Control that was never given does not come back.
    guard traffic.isTaken(edge.handoff) else { return [] }
    let cargo = traffic.returned(along: edge.handoff)
    var ways = cargo.deliveries.map { delivery in
      let isOutput = delivery.cause == .output
      return LoopWay(
        sender: agent, end: .nowhere, edge: -1, origin: isOutput ? .output : .anew, cause: delivery.cause,
        sets: [delivery.set], isFree: !delivery.isExact)
    }
    if cargo.omission != nil {
      ways.append(
        LoopWay(
          sender: agent, end: .nowhere, edge: -1, origin: .anew, cause: .failure(nil), sets: nil, isFree: true
        ))
    }
    return ways
  }

  /// The way on which no handoff takes an output: the agent finishes with it, or nobody gets it.
  private func ending(of agent: AgentIndex, _ traffic: inout Traffic) -> LoopWay? {
    let role = traffic.structure.role(of: agent)
    let isExit = role.canFinish || role.isHuman || role.hasUnknownHandoffs
    var sets: [PayloadSet]?
    if role.takesFirstMatch {
      switch traffic.leftOutputs(of: agent) {
      case .nothing: if !role.hasUnknownHandoffs { return nil }
      case .some(let set): sets = [set]
      case .tooManyGuards: break
      }
    } else if !isExit {
      return nil
    }
    return LoopWay(
      sender: agent, end: isExit ? .exit : .nowhere, edge: -1,
      origin: role.hasUnknownHandoffs ? .anew : .output,
      cause: .output, sets: sets, isFree: sets == nil)
  }
}

extension Traffic {
  /// Whether an agent gets the members of all branches in one object.
  fileprivate func merges(at agent: AgentIndex) -> Bool { system[agent].join?.receives == .merged }

  /// Whether control may come back along a handoff, as far as payloads tell.
  mutating func isReturned(_ handoff: HandoffIndex) -> Bool {
    guard isTaken(handoff) else { return false }
    let cargo = returned(along: handoff)
    return cargo.omission != nil
      || cargo.deliveries.contains { delivery in
        if case .none = questions.existence(in: delivery.set) { false } else { true }
      }
  }
}
