/// How the next handoff is found: in an agent for that agent, in a system for all that do not say.
public struct Selects: AgentElement, SystemElement {
  private let selection: AgentSystem.Selection

  /// Says how.
  public init(_ selection: AgentSystem.Selection) {
    self.selection = selection
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.selection = selection
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    system.selection = selection
  }
}
