/// How the next handoff is found: in an agent for that agent, in a system for all that do not say.
public struct Selects: AgentElement, SystemElement {
  private let selection: AgentSystem.Selection
  private let location: SourceLocation

  /// Says how.
  public init(_ selection: AgentSystem.Selection, fileID: String = #fileID, line: Int = #line) {
    self.selection = selection
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.selection != nil { agent.report(.repeatedElement("Selects"), member: "selection", at: location) }
    agent.selection = selection
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    system.note(once: "Selects", at: ["selection"], location)
    system.selection = selection
  }
}
