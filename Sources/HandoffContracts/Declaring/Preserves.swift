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
