/// What an agent is asked to do.
public struct Performs: AgentElement {
  /// The task in words.
  public var task: String
  /// Where the task was stated.
  public var declaredAt: SourceLocation

  /// States the task.
  public init(_ task: String, fileID: String = #fileID, line: Int = #line) {
    self.task = task
    declaredAt = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.task != nil { agent.report(.repeatedElement("Performs"), member: "task", at: declaredAt) }
    agent.task = task
  }
}

/// Each step of the agent is recorded.
public struct Observes: AgentElement {
  private let location: SourceLocation

  /// Says so.
  public init(fileID: String = #fileID, line: Int = #line) {
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.note(once: "Observes", member: "observes", at: location)
    agent.observes = true
  }
}
