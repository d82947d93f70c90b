internal import HandoffSchema

/// How long an agent may take.
public struct Seconds: AgentElement {
  private let seconds: Double
  private let location: SourceLocation

  /// Sets the time, in seconds, above 0.
  public init(_ seconds: Double, fileID: String = #fileID, line: Int = #line) {
    self.seconds = seconds
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.seconds != nil { agent.report(.repeatedElement("Seconds"), member: "seconds", at: location) }
    agent.seconds = JSONNumber(seconds)
    if agent.seconds == nil {
      agent.report(
        .wrongValue(found: "\(seconds)", allowed: "a number above 0"), member: "seconds", at: location)
    }
  }
}
