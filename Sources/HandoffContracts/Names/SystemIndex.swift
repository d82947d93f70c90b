internal import HandoffSchema

/// Names and neighbourhoods of an agent system, prepared once for engines that look up much.
///
/// Agents, contracts and handoffs are told by their index in the system. Of several with one name, which is a
/// problem of the declaration, the first is found.
public struct SystemIndex: Sendable {
  private let agents: [ExactString: Int]
  private let contracts: [ExactString: Int]
  /// The names of the handoffs, in declaration order; each is unique.
  public let handoffNames: [String]
  private let handoffs: [ExactString: Int]
  private let sources: [Int?]
  private let targets: [Int?]
  private let outgoing: [[Int]]
  private let incoming: [[Int]]

  /// Prepares the index of a system as it is now.
  ///
  /// - Complexity: O(*n*) in the number of contracts, agents and handoffs.
  public init(_ system: AgentSystem) {
    let agents = firstPlaces(of: system.agents.lazy.map(\.name))
    self.agents = agents
    contracts = firstPlaces(of: system.contracts.lazy.map(\.name))
    handoffNames = system.handoffNames
    handoffs = firstPlaces(of: handoffNames)
    sources = system.handoffs.map { agents[ExactString($0.from)] }
    targets = system.handoffs.map { agents[ExactString($0.to)] }
    var outgoing = [[Int]](repeating: [], count: system.agents.count)
    var incoming = outgoing
    for index in system.handoffs.indices {
      if let source = sources[index] { outgoing[source].append(index) }
      if let target = targets[index] { incoming[target].append(index) }
    }
    self.outgoing = outgoing
    self.incoming = incoming
  }

  /// The index of an agent, or `nil` for an undeclared one.
  public func agent(named name: String) -> Int? { agents[ExactString(name)] }

  /// The index of a contract, or `nil` for an undeclared one.
  public func contract(named name: String) -> Int? { contracts[ExactString(name)] }

  /// The index of a handoff by its name such as `"a->b#2"`, or `nil` where there is none.
  public func handoff(named name: String) -> Int? { handoffs[ExactString(name)] }

  /// The index of the agent that a handoff leaves, or `nil` for an undeclared one.
  public func source(of handoff: Int) -> Int? { sources[handoff] }

  /// The index of the agent that a handoff leads to, or `nil` for an undeclared one.
  public func target(of handoff: Int) -> Int? { targets[handoff] }

  /// The indices of the handoffs that leave an agent, in declaration order.
  public func handoffs(from agent: Int) -> [Int] { outgoing[agent] }

  /// The indices of the handoffs that lead to an agent, in declaration order.
  public func handoffs(to agent: Int) -> [Int] { incoming[agent] }
}
