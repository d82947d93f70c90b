/// Whose failures must be able to reach a human.
public struct Escalates: SystemElement {
  private let escalation: AgentSystem.Escalation
  /// The agents, where they were given as values.
  private let agents: [Agent]
  private let location: SourceLocation

  /// Asks it of the failures of every agent.
  public init(fileID: String = #fileID, line: Int = #line) {
    escalation = .required
    agents = []
    location = SourceLocation(file: fileID, line: line)
  }

  /// Asks it of the failures of some agents, given by name or as values.
  ///
  /// - Parameters:
  ///   - first: The first of the agents.
  ///   - others: The others.
  ///   - fileID: Where it is written.
  ///   - line: Where it is written.
  public init<Reference: AgentReference>(
    _ first: Reference, _ others: Reference..., fileID: String = #fileID, line: Int = #line
  ) {
    let all = [first] + others
    escalation = .agents(all.map { Reference.agentName(of: $0) })
    agents = all.compactMap { Reference.agentDeclaration(of: $0) }
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    if system.escalation != nil {
      system.report(.repeatedElement("Escalates"), at: ["escalation"], location)
    }
    system.escalation = escalation
    system.escalationDeclaredAt = location
    system.referencedAgents += agents
  }
}
