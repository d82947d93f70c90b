internal import HandoffSchema

/// Fields that an agent copies unchanged from the payload it received.
public struct Preserves: AgentElement {
  private enum Content {
    case pointers([String])
    case preserved(Agent.Preserved)
  }

  private let content: Content
  private let location: SourceLocation

  /// Names fields by JSON Pointers such as `"/topic"`; several `Preserves` add up.
  public init(_ fields: String..., fileID: String = #fileID, line: Int = #line) {
    content = .pointers(fields)
    location = SourceLocation(file: fileID, line: line)
  }

  /// Says it in one word: `Preserves(.everything)`.
  public init(_ preserved: Agent.Preserved, fileID: String = #fileID, line: Int = #line) {
    content = .preserved(preserved)
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    var added: [JSONPointer] = []
    switch content {
    case .pointers(let texts):
      added = texts.compactMap { agent.pointer($0, member: "preserves", at: location) }
    case .preserved(.fields(let fields)): added = fields
    case .preserved(.everything):
      if agent.preserves != .fields([]) {
        agent.report(.repeatedElement("Preserves"), member: "preserves", at: location)
      }
      agent.preserves = .everything
      return
    }
    guard case .fields(var fields) = agent.preserves else {
      return agent.report(.repeatedElement("Preserves"), member: "preserves", at: location)
    }
    fields += added
    agent.preserves = .fields(fields)
  }
}
