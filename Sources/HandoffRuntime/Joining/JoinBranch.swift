public import HandoffContracts

/// A branch that a join waits for: the handoffs to it from one sender.
public struct JoinBranch: Sendable, Hashable {
  /// The agent that the branch comes from.
  public var sender: AgentIndex
  /// The handoffs that the join waits for, in order; any one of them brings the branch.
  public var handoffs: [HandoffIndex]

  /// Groups the handoffs of one sender.
  package init(sender: AgentIndex, handoffs: [HandoffIndex]) {
    self.sender = sender
    self.handoffs = handoffs
  }

  init(_ branch: SenderBranch) {
    self.init(sender: branch.sender, handoffs: branch.awaited)
  }
}
