package import HandoffContracts
import HandoffSchema

/// What can be said of a system's agents and handoffs without looking at a schema.
package struct SystemStructure: Sendable {
  /// Names and neighbourhoods.
  package let index: SystemIndex
  private let parts: Parts

  /// In one place, so that a copy of the structure is cheap.
  private final class Parts: Sendable {
    /// One role for each agent.
    let roles: [AgentRole]
    let traits: [HandoffTraits]
    let standings: [Standing]
    /// For each handoff whether it is a retry.
    let retries: [Bool]

    init(roles: [AgentRole], traits: [HandoffTraits], standings: [Standing], retries: [Bool]) {
      self.roles = roles
      self.traits = traits
      self.standings = standings
      self.retries = retries
    }
  }

  /// Works the structure out.
  ///
  /// - Complexity: O(*n*) on average in the number of agents, handoffs, declared failures and named failures.
  package init(_ system: AgentSystem) {
    let index = SystemIndex(system)
    let traits = system.handoffs.map { HandoffTraits($0) }
    var standings = [Standing](repeating: .undeclaredEnd, count: system.handoffs.count)
    var roles: [AgentRole] = []
    roles.reserveCapacity(system.agents.count)
    let declared = system.contracts.map { Set($0.failures.map { ExactString($0.kind) }) }
    for agent in system.agentIndices {
      var role = AgentRole()
      role.isHuman = system[agent].kind == .human
      role.takesFirstMatch = (system[agent].selection ?? system.selection) == .firstMatch
      role.hasBindingLimit = system[agent].limit != nil && !system[agent].limitResets
      role.contract = system[agent].produces.flatMap { index.contract(named: $0) }
      // A duplicate name belongs to the first agent, so the later one has no handoffs of its own.
      let handoffs = Array(index.handoffs(from: agent))
      var judge = StandingJudge(
        of: agent, role, in: system, traits: traits, handoffs: handoffs,
        declared: role.contract.map { declared[$0.rawValue] })
      for handoff in handoffs {
        standings[handoff.rawValue] = judge.standing(
          of: handoff, isReceiverDeclared: index.target(of: handoff) != nil)
      }
      role.hasUnknownHandoffs = handoffs.contains { traits[$0.rawValue].isUnknown }
      role.givesBack =
        role.isHuman || !judge.alwaysHandsOff
        || judge.mayFailUnrouted { index.takesPart($0, in: system) }
      role.canFinish = system[agent].finishes != .no && !judge.alwaysHandsOff
      roles.append(role)
    }
    self.index = index
    parts = Parts(
      roles: roles, traits: traits, standings: standings,
      retries: system.handoffIndices.map { index.isRetry($0, in: system) })
  }

  /// What structure says about an agent.
  package func role(of agent: AgentIndex) -> AgentRole { parts.roles[agent.rawValue] }

  /// What is asked of a handoff most.
  package func traits(of handoff: HandoffIndex) -> HandoffTraits { parts.traits[handoff.rawValue] }

  /// Whether a handoff can be taken, as far as structure tells.
  package func standing(of handoff: HandoffIndex) -> Standing { parts.standings[handoff.rawValue] }

  /// Whether a handoff is a retry: a limited one to oneself on a failure, which carries the original input again.
  package func isRetry(_ handoff: HandoffIndex) -> Bool { parts.retries[handoff.rawValue] }

  /// Whether control comes back along a handoff, as far as structure tells.
  package func returns(_ handoff: HandoffIndex) -> Bool {
    guard traits(of: handoff).isReturning, standing(of: handoff) == .live,
      let receiver = index.target(of: handoff)
    else { return false }
    return role(of: receiver).givesBack
  }

  /// The handoffs that answer each failure of a contract, in the order given.
  ///
  /// - Complexity: O(*n*) in the number of failures, of kinds that the handoffs name, and of pairs of a failure and a
  ///   handoff on any failure.
  package func takersByFailure(
    of contract: Contract, among handoffs: [HandoffIndex], in system: AgentSystem
  ) -> [[HandoffIndex]] {
    // Few handoffs name their failures.
    lazy var kinds = NameIndex<FailureIndex>(contract.failures.map(\.kind))
    var takers = [[HandoffIndex]](repeating: [], count: contract.failures.count)
    for handoff in handoffs {
      switch system[handoff].trigger {
      case .anyFailure: for index in takers.indices { takers[index].append(handoff) }
      case .failures(let names):
        for index in Set(names.compactMap { kinds[$0]?.rawValue }).sorted() { takers[index].append(handoff) }
      case .output, .limit, .none: break
      }
    }
    return takers
  }
}
