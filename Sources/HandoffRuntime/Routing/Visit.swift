public import HandoffContracts
public import HandoffSchema

/// One visit of an agent, as it ended.
public struct Visit: Sendable {
  /// How an agent ends a visit.
  public enum Outcome: Sendable {
    /// It gave its output.
    case output
    /// It failed with a kind.
    case failure(String)
    /// It gave its output and named no target.
    case none
    /// It did not run: it was visited as often as its limit allows, and the payload is what arrived.
    case limit
  }

  /// The agent.
  public var agent: AgentIndex
  /// How the visit ended.
  public var outcome: Outcome
  /// What it ended with.
  public var payload: JSONValue
  /// What the agent had received, which a retry carries again; `nil` where the caller does not know it.
  public var received: JSONValue?

  /// Describes a visit.
  public init(
    of agent: AgentIndex, _ outcome: Outcome = .output, payload: JSONValue, received: JSONValue? = nil
  ) {
    self.agent = agent
    self.outcome = outcome
    self.payload = payload
    self.received = received
  }
}
