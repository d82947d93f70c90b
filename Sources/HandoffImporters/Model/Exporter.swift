public import HandoffContracts

/// Writes a system in the format of another tool.
public struct Exporter: Sendable {
  /// The name on the command line, such as `agent-spec`.
  public let name: String
  /// What it writes, in one line.
  public let summary: String

  let writer: @Sendable (AgentSystem) -> ExportedSystem

  /// Writes a system.
  ///
  /// - Parameter system: A system without problems.
  /// - Returns: The document, and what of the system it cannot say.
  /// - Complexity: O(*n*) in the size of the system.
  public func write(_ system: AgentSystem) -> ExportedSystem { writer(system) }
}
