public import HandoffContracts
public import HandoffSchema

/// What an agent that waits for branches gets of those that have arrived.
public enum JoinedPayload: Sendable, Hashable {
  /// Enough branches have arrived, and this is what they bring together.
  case payload(JSONValue)
  /// So many more branches must arrive, of these.
  case waiting(more: Int, of: [JoinBranch])
  /// Two senders bring the same member with different values, so that there is no payload.
  case conflict(member: String, AgentIndex, AgentIndex)
  /// The sender brings something that is no object, which cannot be merged.
  case notAnObject(AgentIndex)
}
