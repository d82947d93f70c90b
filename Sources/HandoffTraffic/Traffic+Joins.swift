package import HandoffContracts

extension Traffic {
  /// The branches that an agent waits for, in order; none for an agent that is no join.
  ///
  /// - Complexity: O(*n*) on average in the number of handoffs that lead to the agent.
  package func branches(ofJoinAt agent: AgentIndex) -> [AwaitedBranch] {
    index.branches(ofJoinAt: agent, in: system).map { AwaitedBranch($0) }
  }

  /// What one branch of a join brings.
  package func cargo(ofBranch branch: AwaitedBranch) -> Cargo {
    branch.handoffs.reduce(into: Cargo()) { $0.add(plainCargo(of: $1)) }
  }
}
