/// How `handoff check` starts the real agent; no other command runs it.
public struct Runs: AgentElement {
  private let words: [String]
  private let location: SourceLocation

  /// Names a program and its arguments, run from the manifest's folder.
  public init(_ program: String, _ arguments: String..., fileID: String = #fileID, line: Int = #line) {
    words = [program] + arguments
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.command != nil { agent.report(.repeatedElement("Runs"), member: "command", at: location) }
    agent.command = words
  }
}
