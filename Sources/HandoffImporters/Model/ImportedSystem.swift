public import HandoffContracts

/// A system as its framework's own export tells of it, and what that export cannot tell.
public struct ImportedSystem: Sendable {
  /// The system.
  public var system: AgentSystem
  /// What the source could not tell, in the order in which it was noticed.
  public var losses: [ImportLoss]

  /// Makes an import of its parts.
  public init(system: AgentSystem, losses: [ImportLoss]) {
    self.system = system
    self.losses = losses
  }
}
