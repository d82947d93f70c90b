/// The limit on one run of the system.
public struct Limits: SystemElement {
  private let limit: AgentSystem.RunLimit

  /// Sets the limit.
  ///
  /// - `handoffs`: The most handoffs in one run, from 1.
  /// - `onLimit`: The agent that gets the work when the limit is reached.
  /// - `implied`: Whether it is a framework's default that nobody declared.
  public init(
    handoffs: Int, onLimit: String? = nil, implied: Bool = false, fileID: String = #fileID, line: Int = #line
  ) {
    limit = AgentSystem.RunLimit(
      handoffs: handoffs, onLimit: onLimit, isImplied: implied,
      declaredAt: SourceLocation(file: fileID, line: line))
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    if system.limits != nil { system.report(.repeatedElement("Limits"), at: ["limits"], limit.declaredAt) }
    system.limits = limit
  }
}
