/// What an agent is asked to do.
public struct Performs: AgentElement {
  /// The task in words.
  public var task: String

  /// States the task.
  public init(_ task: String) {
    self.task = task
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.task != nil { agent.report(.repeatedElement("Performs"), member: "task") }
    agent.task = task
  }
}

/// Each step of the agent is recorded.
public struct Observes: AgentElement {
  /// Says so.
  public init() {}

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.observes = true
  }
}
