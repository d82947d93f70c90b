public import HandoffSchema

extension AgentSystem {
  /// The most handoffs in one run.
  public struct RunLimit: Sendable {
    /// The number of handoffs, 1 or more.
    public var handoffs: Int
    /// The agent that gets the work when the limit is reached.
    public var onLimit: String?
    /// True for a framework's default rather than a declared limit.
    public var isImplied: Bool
    /// Members whose names begin with `x-`, kept as they were.
    public var extensions: JSONObject = [:]
    /// Where the limit was declared.
    public var declaredAt: SourceLocation?

    /// Makes a limit.
    public init(
      handoffs: Int, onLimit: String? = nil, isImplied: Bool = false, declaredAt: SourceLocation? = nil
    ) {
      self.handoffs = handoffs
      self.onLimit = onLimit
      self.isImplied = isImplied
      self.declaredAt = declaredAt
    }
  }
}
