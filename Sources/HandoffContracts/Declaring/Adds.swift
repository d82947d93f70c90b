/// A number that an agent adds to a field of the payload it received.
public struct Adds: AgentElement {
  private let amount: Int
  private let field: String

  /// Adds an amount from 0 to the field at a JSON Pointer.
  public init(_ amount: Int, to field: String) {
    self.amount = amount
    self.field = field
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    guard let pointer = agent.pointer(field, member: "adds") else { return }
    if agent.adds.contains(where: { $0.field == pointer }) {
      agent.report(.repeatedElement("Adds(…, to: \(quoted(field)))"), member: "adds")
    }
    agent.adds.append((pointer, amount))
  }
}
