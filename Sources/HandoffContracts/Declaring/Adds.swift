/// A number that an agent adds to a field of the payload it received.
public struct Adds: AgentElement {
  private let amount: Int
  private let field: String
  private let location: SourceLocation

  /// Adds an amount from 0 to the field at a JSON Pointer.
  public init(_ amount: Int, to field: String, fileID: String = #fileID, line: Int = #line) {
    self.amount = amount
    self.field = field
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    guard let pointer = agent.pointer(field, member: "adds", at: location) else { return }
    if agent.adds.contains(where: { $0.field == pointer }) {
      agent.report(.repeatedElement("Adds(…, to: \(quoted(field)))"), member: "adds", at: location)
    }
    agent.adds.append((pointer, amount))
  }
}
