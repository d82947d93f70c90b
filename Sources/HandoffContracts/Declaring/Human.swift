/// A person in the system: work that reaches one is out of the agents' hands.
public struct Human: SystemElement {
  /// The person as an agent of kind `human`.
  public var agent: Agent

  /// Declares a person, with what it accepts and returns where that is promised.
  public init(
    _ name: String, fileID: String = #fileID, line: Int = #line,
    @AgentBuilder _ elements: () -> [any AgentElement] = { [] }
  ) {
    agent = Agent(name, kind: .human, elements: elements(), fileID: fileID, line: line)
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    agent.apply(to: &system)
  }
}
