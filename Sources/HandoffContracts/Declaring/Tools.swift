/// The tools that an agent may use.
public struct Tools: AgentElement {
  private let names: [String]

  /// Names tools; several `Tools` add up.
  public init(_ names: String...) {
    self.init(names)
  }

  /// Names tools that come from elsewhere.
  public init(_ names: [String]) {
    self.names = names
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.tools += names
  }
}
