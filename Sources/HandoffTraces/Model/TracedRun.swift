public import HandoffContracts

/// What was read of one run.
public struct TracedRun: Sendable, Hashable {
  /// The run's name.
  public var name: String
  /// Its handoffs, in the order in which they happened.
  public var handoffs: [TracedHandoff] = []
  /// What happened beside them.
  public var remarks: [TraceRemark] = []
  /// Failures after which nothing followed.
  public var failures: [End] = []
  /// Everybody who was seen at work, each once, in order of appearance.
  public var agents: [String] = []

  /// A failure at which a run, or a branch of it, ended.
  public struct End: Sendable, Hashable {
    /// Who failed.
    public var agent: String
    /// How.
    public var failure: String
    /// Where it stands.
    public var location: SourceLocation?
  }
}
