extension AgentSystem {
  /// Whose failures must be able to reach a human.
  public enum Escalation: Sendable {
    /// Those of every agent.
    case required
    /// Those of some agents, by name.
    case agents([String])
  }
}
