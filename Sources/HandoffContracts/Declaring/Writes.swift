internal import HandoffSchema

/// The stores that an agent writes.
public struct Writes: AgentElement {
  private let stores: [String]
  private let location: SourceLocation

  /// Names stores; several `Writes` add up.
  public init(_ stores: String..., fileID: String = #fileID, line: Int = #line) {
    self.init(stores, fileID: fileID, line: line)
  }

  /// Names stores that come from elsewhere.
  public init(_ stores: [String], fileID: String = #fileID, line: Int = #line) {
    self.stores = stores
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    for name in stores {
      if agent.writes.contains(where: { $0.hasSameCodePoints(as: name) }) {
        agent.report(.repeatedElement("Writes(\(quoted(name)))"), member: "writes", at: location)
      }
      agent.writes.append(name)
    }
  }
}
