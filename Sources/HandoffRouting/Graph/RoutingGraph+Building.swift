package import HandoffContracts
import HandoffSchema

extension RoutingGraph {
  /// Builds the graph of a system.
  ///
  /// - Complexity: O(*n*) on average, where *n* is the number of agents, handoffs and named failures.
  package init(_ system: AgentSystem) {
    let index = SystemIndex(system)
    let places = system.handoffs.indices
    let senders = places.map { Int32(index.source(of: HandoffIndex($0))?.rawValue ?? -1) }
    let receivers = places.map { Int32(index.target(of: HandoffIndex($0))?.rawValue ?? -1) }
    let traits = places.map { HandoffTraits(system.handoffs[$0]) }
    // A duplicate name belongs to the first agent, so the later one has no handoffs of its own.
    let rows = CompressedRows(rowCount: system.agents.count, keys: senders)

    var standings = [Standing](repeating: .undeclaredEnd, count: places.count)
    var roles: [Role] = []
    roles.reserveCapacity(system.agents.count)
    for number in system.agents.indices {
      var role = Role()
      role.isHuman = system.agents[number].kind == .human
      role.hasBindingLimit = system.agents[number].limit != nil && !system.agents[number].limitResets
      role.contract = Int32(
        system.agents[number].produces.flatMap { index.contract(named: $0) }?.rawValue ?? -1)
      let handoffs = rows[number]
      var judge = HandoffJudge(
        agent: number, in: system, traits: traits, contract: role.contract, handoffs: handoffs)
      for place in handoffs {
        standings[Int(place)] = judge.standing(of: place, isReceiverDeclared: receivers[Int(place)] >= 0)
      }
      role.hasUnknownHandoffs = handoffs.contains { traits[Int($0)].isUnknown }
      role.givesBack = role.isHuman || !judge.alwaysHandsOff || judge.mayFailUnrouted(handoffs)
      role.canFinish = system.agents[number].finishes != .no && !judge.alwaysHandsOff
      roles.append(role)
    }
    let parts = Self.edges(
      roles: roles, traits: traits, senders: senders, receivers: receivers, standings: standings, rows: rows)
    self.init(
      index: index, roles: roles, traits: traits, senders: senders,
      receivers: receivers, standings: standings, handoffsBySender: rows, edgeOffsets: parts.offsets,
      edges: parts.edges)
  }

  private static func edges(
    roles: [Role], traits: [HandoffTraits], senders: [Int32], receivers: [Int32], standings: [Standing],
    rows: CompressedRows
  ) -> (offsets: [Int32], edges: [Edge]) {
    let returning = CompressedRows(
      rowCount: roles.count,
      keys: traits.indices.map {
        let isCall = traits[$0].isReturning && standings[$0] == .live
        return isCall && roles[Int(receivers[$0])].givesBack ? receivers[$0] : -1
      })
    // An agent past its limit takes its limit handoff at every visit, so its own limit bounds only the others.
    func isFinite(_ place: Int32) -> Bool {
      let handoff = traits[Int(place)]
      return handoff.isLimited
        || (roles[Int(senders[Int(place)])].hasBindingLimit && handoff.trigger != .limit)
    }
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(roles.count + 1)
    var edges: [Edge] = []
    edges.reserveCapacity(traits.count + returning.values.count)
    for number in roles.indices {
      for place in rows[number] where standings[Int(place)] == .live {
        edges.append(
          Edge(
            handoff: place, target: receivers[Int(place)], isReturn: false, isFinite: isFinite(place)))
      }
      for place in returning[number] {
        // Control comes back as often as it was given away, and as often as the receiver was visited.
        edges.append(
          Edge(
            handoff: place, target: senders[Int(place)], isReturn: true,
            isFinite: isFinite(place) || roles[number].hasBindingLimit))
      }
      offsets.append(Int32(edges.count))
    }
    return (offsets, edges)
  }
}
