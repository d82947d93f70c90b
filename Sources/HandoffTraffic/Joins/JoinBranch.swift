package import HandoffContracts

/// One branch that a join waits for.
package struct JoinBranch: Sendable, Hashable {
  package var sender: AgentIndex
  /// The handoff that is the branch, and then those that bring it too: on a failure or on a limit of the same sender.
  package var handoffs: [HandoffIndex]
}
