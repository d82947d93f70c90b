/// Which of several incoming branches an agent waits for.
public struct Join: AgentElement {
  private let join: Agent.Join

  /// Says which.
  public init(_ join: Agent.Join) {
    self.join = join
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.join = join
  }
}
