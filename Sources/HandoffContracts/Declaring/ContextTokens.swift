/// The size of an agent's context window.
public struct ContextTokens: AgentElement {
  private let tokens: Int
  private let location: SourceLocation

  /// Sets the size, in tokens, from 1.
  public init(_ tokens: Int, fileID: String = #fileID, line: Int = #line) {
    self.tokens = tokens
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.contextTokens != nil {
      agent.report(.repeatedElement("ContextTokens"), member: "contextTokens", at: location)
    }
    agent.contextTokens = tokens
  }
}
