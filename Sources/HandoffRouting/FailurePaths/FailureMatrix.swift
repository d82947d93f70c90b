public import HandoffContracts
import HandoffTraffic

/// Every declared failure of every agent, followed to where it ends.
///
/// A failure is followed as payloads: a handoff whose guard refuses every payload of the failure does not answer it.
/// From the first agent behind it the structure of the system is followed.
public struct FailureMatrix: Sendable, Hashable {
  /// The system's name.
  public var system: String
  /// In declaration order of the agents, then of their contracts' failures.
  public var paths: [FailurePath]
  /// The agents without a declared failure, humans left out: nothing can be said of how they fail.
  public var silentAgents: [String]
  /// Failures whose blocked agents were not worked out within the bound on steps.
  public var unboundedCount: Int { paths.count { $0.blocks == nil } }

  /// How many handoffs may be looked at in all to find out what failures block.
  package static let stepLimit = 20_000_000

  /// Follows the failures of a system.
  ///
  /// - Parameter system: The system.
  /// - Complexity: O(*failures* · (*agents* + *handoffs*)), of which what failures block is bounded by
  ///   20,000,000 handoffs in all.
  public init(_ system: AgentSystem) {
    var traffic = Traffic(system)
    var search = FailureSearch(system, traffic.structure)
    var paths: [FailurePath] = []
    var silent: [String] = []
    for agent in system.agentIndices where system[agent].kind != .human {
      let contract = traffic.structure.role(of: agent).contract
      let failures = contract.map { system[$0].failures } ?? []
      if failures.isEmpty { silent.append(system[agent].name) }
      for failure in failures.indices {
        paths.append(search.path(of: FailureIndex(failure), failures[failure], at: agent, &traffic))
      }
    }
    self.system = system.name
    self.paths = paths
    silentAgents = silent
  }
}
