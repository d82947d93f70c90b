/// The size of an agent's context window.
public struct ContextTokens: AgentElement {
  private let tokens: Int

  /// Sets the size, in tokens, from 1.
  public init(_ tokens: Int) {
    self.tokens = tokens
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.contextTokens = tokens
  }
}
