public import HandoffContracts
public import HandoffSchema

/// A payload that a handoff brought to a join.
public struct JoinArrival: Sendable, Hashable {
  /// The handoff.
  public var handoff: HandoffIndex
  /// What it carried.
  public var payload: JSONValue

  /// Pairs a handoff with what it carried.
  public init(_ handoff: HandoffIndex, _ payload: JSONValue) {
    self.handoff = handoff
    self.payload = payload
  }
}
