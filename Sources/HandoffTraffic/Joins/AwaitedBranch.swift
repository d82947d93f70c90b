package import HandoffContracts

/// One branch that a join waits for.
package struct AwaitedBranch: Sendable, Hashable {
  package var sender: AgentIndex
  /// The handoffs that are the branch, and then those that bring it too: on a failure or on a limit of the same sender.
  package var handoffs: [HandoffIndex]

  init(_ branch: SenderBranch) {
    sender = branch.sender
    handoffs = branch.awaited + branch.further
  }
}
