/// A branch of a join: the handoffs that lead to it from one sender.
package struct SenderBranch: Sendable, Hashable {
  /// The agent that the branch comes from.
  package var sender: AgentIndex
  /// The handoffs that the join waits for, at least one, in the order in which they are named or declared.
  package var awaited: [HandoffIndex]
  /// Those that bring the branch too: on a failure, on a limit or without a target, in declaration order.
  package var further: [HandoffIndex]

  /// Whether a handoff brings the branch.
  package func isBrought(by handoff: HandoffIndex) -> Bool {
    awaited.contains(handoff) || further.contains(handoff)
  }
}
