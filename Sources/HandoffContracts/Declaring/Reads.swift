internal import HandoffSchema

/// The stores that an agent reads.
public struct Reads: AgentElement {
  private let stores: [String]
  private let location: SourceLocation

  /// Names stores; several `Reads` add up.
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
      if agent.reads.contains(where: { $0.hasSameCodePoints(as: name) }) {
        agent.report(.repeatedElement("Reads(\(quoted(name)))"), member: "reads", at: location)
      }
      agent.reads.append(name)
    }
  }
}
