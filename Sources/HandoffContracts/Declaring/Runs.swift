/// How `handoff check` starts the real agent; no other command runs it.
public struct Runs: AgentElement {
  private let words: [String]
  private let variables: [(name: String, value: String)]
  private let folder: String?
  private let location: SourceLocation

  /// Names a program and its arguments.
  ///
  /// - Parameters:
  ///   - program: The program, looked up in `PATH` unless its name has a slash.
  ///   - arguments: What follows it.
  ///   - env: Variables that it gets beside those of the process that starts it, or instead of them.
  ///   - cwd: The folder that it runs in, from the manifest's folder; that itself where absent.
  ///   - fileID: Where this is written.
  ///   - line: Where this is written.
  public init(
    _ program: String, _ arguments: String..., env: KeyValuePairs<String, String> = [:], cwd: String? = nil,
    fileID: String = #fileID, line: Int = #line
  ) {
    words = [program] + arguments
    variables = env.map { ($0.key, $0.value) }
    folder = cwd
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.command != nil { agent.report(.repeatedElement("Runs"), member: "command", at: location) }
    agent.command = words
    agent.env = variables
    agent.cwd = folder
  }
}

/// The agent may answer the same payload differently, as a model does: `handoff check` then measures how often it fails.
public struct Nondeterministic: AgentElement {
  private let location: SourceLocation

  /// Says so.
  public init(fileID: String = #fileID, line: Int = #line) {
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.note(once: "Nondeterministic", member: "nondeterministic", at: location)
    agent.isNondeterministic = true
  }
}
