internal import HandoffSchema

/// Names and neighbourhoods of an agent system, prepared once for engines that look up much.
///
/// Of several agents or contracts with one name, which is a problem of the declaration, the first is found.
public struct SystemIndex: Sendable {
  /// In one place, so that a copy of the index is as cheap as one of a reference: engines hand it on for each agent.
  private final class Storage: Sendable {
    let agents: NameIndex<AgentIndex>
    let contracts: NameIndex<ContractIndex>
    let names: HandoffNames
    let sources: [AgentIndex?]
    let targets: [AgentIndex?]
    let outgoing: CompressedRows
    let incoming: CompressedRows

    init(_ system: AgentSystem) {
      let agents = NameIndex<AgentIndex>(system.agents.lazy.map(\.name))
      let sources = system.handoffs.map { agents[$0.from] }
      let targets = system.handoffs.map { agents[$0.to] }
      let count = system.agents.count
      outgoing = CompressedRows(rowCount: count, keys: sources.map { Int32($0?.rawValue ?? -1) })
      incoming = CompressedRows(rowCount: count, keys: targets.map { Int32($0?.rawValue ?? -1) })
      self.agents = agents
      contracts = NameIndex(system.contracts.lazy.map(\.name))
      names = HandoffNames(
        system, targets: targets, outgoing: outgoing,
        areDeclared: !sources.contains(nil) && !targets.contains(nil))
      self.sources = sources
      self.targets = targets
    }
  }

  private let storage: Storage

  /// Prepares the index of a system as it is now.
  ///
  /// - Complexity: O(*n*) on average in the number of contracts, agents and handoffs.
  public init(_ system: AgentSystem) {
    storage = Storage(system)
  }

  /// The index of an agent, or `nil` for an undeclared one.
  public func agent(named name: String) -> AgentIndex? { storage.agents[name] }

  /// The index of a contract, or `nil` for an undeclared one.
  public func contract(named name: String) -> ContractIndex? { storage.contracts[name] }

  /// The index of a handoff by its name such as `"a->b#2"`, or `nil` where there is none.
  ///
  /// - Complexity: O(*n*) in the number of handoffs; for many questions collect ``AgentSystem/handoffNames``.
  public func handoff(named name: String) -> HandoffIndex? {
    storage.sources.indices.lazy.map { HandoffIndex($0) }.first {
      self.name(of: $0).hasSameCodePoints(as: name)
    }
  }

  /// The name of a handoff, such as `"a->b#2"`; each is unique.
  public func name(of handoff: HandoffIndex) -> String { storage.names[handoff] }

  /// The name of the way back of a handoff, such as `"a<-b#2"` for `"a->b#2"`.
  public func returnName(of handoff: HandoffIndex) -> String { storage.names.ofReturn(handoff) }

  /// The agent that a handoff leaves, or `nil` for an undeclared one.
  public func source(of handoff: HandoffIndex) -> AgentIndex? { storage.sources[handoff.rawValue] }

  /// The agent that a handoff leads to, or `nil` for an undeclared one.
  public func target(of handoff: HandoffIndex) -> AgentIndex? { storage.targets[handoff.rawValue] }

  /// The handoffs that leave an agent, in declaration order.
  public func handoffs(from agent: AgentIndex) -> some RandomAccessCollection<HandoffIndex> {
    storage.outgoing[agent.rawValue].lazy.map { HandoffIndex(Int($0)) }
  }

  /// The handoffs that lead to an agent, in declaration order.
  public func handoffs(to agent: AgentIndex) -> some RandomAccessCollection<HandoffIndex> {
    storage.incoming[agent.rawValue].lazy.map { HandoffIndex(Int($0)) }
  }
}
