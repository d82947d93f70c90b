/// A field whose value an agent takes from another field of the payload it received.
public struct Copies: AgentElement {
  private let field: String
  private let source: String
  private let location: SourceLocation

  /// Names both fields by JSON Pointers.
  public init(_ field: String, from source: String, fileID: String = #fileID, line: Int = #line) {
    self.field = field
    self.source = source
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    guard let pointer = agent.pointer(field, member: "copies", at: location),
      let origin = agent.pointer(source, member: "copies", at: location)
    else { return }
    if agent.copies.contains(where: { $0.field == pointer }) {
      agent.report(.repeatedElement("Copies(\(quoted(field)), …)"), member: "copies", at: location)
    }
    agent.copies.append((pointer, origin))
  }
}
