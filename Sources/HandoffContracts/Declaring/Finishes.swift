/// The agent may end the run with its output.
public struct Finishes: AgentElement {
  private let finish: Agent.Finish

  /// Says so; `.implied` where only the framework does.
  public init(_ finish: Agent.Finish = .yes) {
    self.finish = finish
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.finishes = finish
  }
}
