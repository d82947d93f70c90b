internal import HandoffSchema

/// How long an agent may take.
public struct Seconds: AgentElement {
  private let seconds: Double

  /// Sets the time, in seconds, above 0.
  public init(_ seconds: Double) {
    self.seconds = seconds
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.seconds = JSONNumber(seconds)
    if agent.seconds == nil {
      agent.report(.wrongValue(found: "\(seconds)", allowed: "a number above 0"), member: "seconds")
    }
  }
}
