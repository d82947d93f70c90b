/// The agent may end the run with its output.
public struct Finishes: AgentElement {
  private let finish: Agent.Finish
  private let location: SourceLocation

  /// Says so; `.implied` where only the framework does.
  public init(_ finish: Agent.Finish = .yes, fileID: String = #fileID, line: Int = #line) {
    self.finish = finish
    location = SourceLocation(file: fileID, line: line)
  }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Finishes(), or leave it out.")
  public init(_ finishes: Bool) {
    self.init()
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.note(once: "Finishes", member: "finishes", at: location)
    agent.finishes = finish
  }
}
