public import HandoffContracts

/// Something that a trace tells beside the handoffs that happened.
public struct TraceRemark: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    /// An agent says that it hands over, and nothing follows.
    case narrated(from: String, to: String, text: String)
    /// A handoff was tried, and did not come about.
    case transferFailed(from: String, to: String?, why: String)
    /// Several handoffs were asked for at once, and this one was dropped.
    case transferDropped(from: String, to: String)
    /// The run as a whole ended with a failure.
    case runFailed(failure: String, message: String?)
  }

  /// What it is.
  public var kind: Kind
  /// The run.
  public var run: String
  /// Where it stands.
  public var location: SourceLocation?
}
