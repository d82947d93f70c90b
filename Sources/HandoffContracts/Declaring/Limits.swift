/// The limit on one run of the system.
public struct Limits: SystemElement {
  private let limit: AgentSystem.RunLimit
  /// The agent that gets the work, where it was given as a value.
  private let agent: Agent?

  /// Sets the limit; where it is reached the run ends.
  ///
  /// - `handoffs`: The most handoffs in one run, from 1.
  /// - `implied`: Whether it is a framework's default that nobody declared.
  public init(handoffs: Int, implied: Bool = false, fileID: String = #fileID, line: Int = #line) {
    limit = AgentSystem.RunLimit(
      handoffs: handoffs, isImplied: implied, declaredAt: SourceLocation(file: fileID, line: line))
    agent = nil
  }

  /// Sets the limit, and who gets the work when it is reached.
  ///
  /// - `handoffs`: The most handoffs in one run, from 1.
  /// - `onLimit`: The agent that gets the work, by name or as a value.
  /// - `implied`: Whether it is a framework's default that nobody declared.
  public init(
    handoffs: Int, onLimit: some AgentReference, implied: Bool = false, fileID: String = #fileID,
    line: Int = #line
  ) {
    limit = AgentSystem.RunLimit(
      handoffs: handoffs, onLimit: type(of: onLimit).agentName(of: onLimit), isImplied: implied,
      declaredAt: SourceLocation(file: fileID, line: line))
    agent = type(of: onLimit).agentDeclaration(of: onLimit)
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    if system.limits != nil { system.report(.repeatedElement("Limits"), at: ["limits"], limit.declaredAt) }
    system.limits = limit
    if let agent { system.referencedAgents.append(agent) }
  }
}
