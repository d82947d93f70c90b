/// The most visits of an agent in one run.
public struct Limit: AgentElement {
  private let visits: Int
  private let resets: Bool
  private let isImplied: Bool
  private let location: SourceLocation

  /// Sets the limit.
  ///
  /// - Parameters:
  ///   - visits: From 1.
  ///   - resets: Whether the count starts again when control leaves, so that it bounds no loop.
  ///   - implied: Whether it is a framework's default that nobody declared.
  ///   - fileID: Where the limit stands.
  ///   - line: Where the limit stands.
  public init(
    _ visits: Int, resets: Bool = false, implied: Bool = false, fileID: String = #fileID, line: Int = #line
  ) {
    self.visits = visits
    self.resets = resets
    isImplied = implied
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.limit != nil { agent.report(.repeatedElement("Limit"), member: "limit", at: location) }
    agent.limit = visits
    agent.limitResets = resets
    agent.limitIsImplied = isImplied
  }
}
