internal import HandoffSchema

/// Fields that an agent copies unchanged from the payload it received.
public struct Preserves: AgentElement {
  private enum Content {
    case pointers([String])
    case preserved(Agent.Preserved)
  }

  private let content: Content

  /// Names fields by JSON Pointers such as `"/topic"`; several `Preserves` add up.
  public init(_ fields: String...) {
    content = .pointers(fields)
  }

  /// Says it in one word: `Preserves(.everything)`.
  public init(_ preserved: Agent.Preserved) {
    content = .preserved(preserved)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    var added: [JSONPointer] = []
    switch content {
    case .pointers(let texts): added = texts.compactMap { agent.pointer($0, member: "preserves") }
    case .preserved(.fields(let fields)): added = fields
    case .preserved(.everything):
      agent.preserves = .everything
      return
    }
    if case .fields(let fields) = agent.preserves { agent.preserves = .fields(fields + added) }
  }
}

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

/// A field whose value an agent takes from another field of the payload it received.
public struct Copies: AgentElement {
  private let field: String
  private let source: String

  /// Names both fields by JSON Pointers.
  public init(_ field: String, from source: String) {
    self.field = field
    self.source = source
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    guard let pointer = agent.pointer(field, member: "copies"),
      let origin = agent.pointer(source, member: "copies")
    else { return }
    if agent.copies.contains(where: { $0.field == pointer }) {
      agent.report(.repeatedElement("Copies(\(quoted(field)), …)"), member: "copies")
    }
    agent.copies.append((pointer, origin))
  }
}
