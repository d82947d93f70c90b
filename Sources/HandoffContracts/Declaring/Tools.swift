internal import HandoffSchema

/// The tools that an agent may use.
public struct Tools: AgentElement {
  private let names: [String]
  private let location: SourceLocation

  /// Names tools; several `Tools` add up.
  public init(_ names: String..., fileID: String = #fileID, line: Int = #line) {
    self.init(names, fileID: fileID, line: line)
  }

  /// Names tools that come from elsewhere.
  public init(_ names: [String], fileID: String = #fileID, line: Int = #line) {
    self.names = names
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    for name in names {
      if agent.tools.contains(where: { $0.hasSameCodePoints(as: name) }) {
        agent.report(.repeatedElement("Tools(\(quoted(name)))"), member: "tools", at: location)
      }
      agent.tools.append(name)
    }
  }
}
