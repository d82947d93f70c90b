public import HandoffSchema

/// One input for a consumer.
public struct HandoffCase: Sendable, Hashable {
  /// What is handed over.
  public enum Content: Sendable, Hashable {
    /// A JSON value.
    case payload(JSONValue)
    /// Text that is not JSON; only consumers that read text get any.
    case text(String)
  }

  /// The name of the handoff, such as `"A->B"`.
  public var handoff: String
  /// The place in the campaign, from 0.
  public var index: Int
  /// What is handed over.
  public var content: Content
  /// Whether it belongs to the case before it in a block: the same running consumer gets both, in order, and this one
  /// only where the one before it has not ended it.
  package var isContinuation = false

  /// Makes a case.
  public init(handoff: String, index: Int, content: Content) {
    self.handoff = handoff
    self.index = index
    self.content = content
  }
}
