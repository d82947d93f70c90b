/// The most visits of an agent in one run.
public struct Limit: AgentElement {
  private let visits: Int
  private let resets: Bool

  /// Sets the limit.
  ///
  /// - Parameters:
  ///   - visits: From 1.
  ///   - resets: Whether the count starts again when control leaves, so that it bounds no loop.
  public init(_ visits: Int, resets: Bool = false) {
    self.visits = visits
    self.resets = resets
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.limit != nil { agent.report(.repeatedElement("Limit"), member: "limit") }
    agent.limit = visits
    agent.limitResets = resets
  }
}
