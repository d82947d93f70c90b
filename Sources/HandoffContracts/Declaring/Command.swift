/// How `handoff check` starts the real agent; no other command runs it.
public struct Command: AgentElement {
  private let words: [String]

  /// Names a program and its arguments, run from the manifest's folder.
  public init(_ program: String, _ arguments: String...) {
    words = [program] + arguments
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.command != nil { agent.report(.repeatedElement("Command"), member: "command") }
    agent.command = words
  }
}
