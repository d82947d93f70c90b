package import HandoffContracts
import HandoffSchema

extension RoutingGraph {
  /// Builds the graph of a system.
  ///
  /// - Complexity: O(*n*) on average, where *n* is the number of agents, handoffs and named failures.
  package init(_ system: AgentSystem) {
    let agents = NameTable(system.agents.map(\.name))
    let contracts = NameTable(system.contracts.map(\.name))
    let senders = system.handoffs.map { agents[$0.from].map(Int32.init) ?? -1 }
    let receivers = system.handoffs.map { agents[$0.to].map(Int32.init) ?? -1 }
    let rows = CompressedRows(rowCount: system.agents.count, keys: senders)

    var standings = [Standing](repeating: .undeclaredEnd, count: system.handoffs.count)
    var roles: [Role] = []
    roles.reserveCapacity(system.agents.count)
    for (number, agent) in system.agents.enumerated() {
      var role = Role()
      role.isHuman = agent.kind == .human
      role.contract = agent.produces.flatMap { contracts[$0] }.map(Int32.init) ?? -1
      let contract = role.contract < 0 ? nil : system.contracts[Int(role.contract)]
      let handoffs = rows[number]
      var judge = HandoffJudge(agent: agent, in: system, contract: contract, handoffs: handoffs)
      for handoff in handoffs {
        standings[Int(handoff)] = judge.standing(
          of: handoff, isReceiverDeclared: receivers[Int(handoff)] >= 0)
      }
      role.hasUnknownHandoffs = handoffs.contains { system.handoffs[Int($0)].evidence == .unknown }
      role.givesBack = role.isHuman || !judge.alwaysHandsOff || judge.mayFailUnrouted(handoffs)
      role.canFinish = agent.finishes != .no && !judge.alwaysHandsOff
      roles.append(role)
    }
    // A duplicate name belongs to the first agent, so the later one has no handoffs of its own.
    let parts = Self.edges(
      of: system, roles: roles, senders: senders, receivers: receivers, standings: standings, rows: rows)
    self.init(
      agents: agents, contracts: contracts, roles: roles, senders: senders, receivers: receivers,
      standings: standings, handoffsBySender: rows, edgeOffsets: parts.offsets, edges: parts.edges)
  }

  private static func edges(
    of system: AgentSystem, roles: [Role], senders: [Int32], receivers: [Int32], standings: [Standing],
    rows: CompressedRows
  ) -> (offsets: [Int32], edges: [Edge]) {
    let returning = CompressedRows(
      rowCount: roles.count,
      keys: system.handoffs.indices.map {
        let isCall = standings[$0] == .live && system.handoffs[$0].givesControlBack
        return isCall && roles[Int(receivers[$0])].givesBack ? receivers[$0] : -1
      })
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(roles.count + 1)
    var edges: [Edge] = []
    edges.reserveCapacity(system.handoffs.count + returning.values.count)
    for number in roles.indices {
      let visitsAreFinite = hasBindingLimit(system.agents[number])
      for place in rows[number] where standings[Int(place)] == .live {
        let handoff = system.handoffs[Int(place)]
        // An agent past its limit takes its limit handoff at every visit, so its own limit bounds only the others.
        let isFinite = handoff.limit != nil || (visitsAreFinite && handoff.trigger != .limit)
        edges.append(
          Edge(handoff: place, target: receivers[Int(place)], isReturn: false, isFinite: isFinite))
      }
      for place in returning[number] {
        let handoff = system.handoffs[Int(place)]
        let sender = Int(senders[Int(place)])
        // Control comes back as often as it was given away.
        let callsAreFinite =
          handoff.limit != nil || (hasBindingLimit(system.agents[sender]) && handoff.trigger != .limit)
        edges.append(
          Edge(
            handoff: place, target: Int32(sender), isReturn: true, isFinite: callsAreFinite || visitsAreFinite
          ))
      }
      offsets.append(Int32(edges.count))
    }
    return (offsets, edges)
  }

  private static func hasBindingLimit(_ agent: Agent) -> Bool {
    agent.limit != nil && !agent.limitResets
  }
}
