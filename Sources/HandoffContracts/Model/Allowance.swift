public import HandoffSchema

/// A finding that the owners of a system accept.
public struct Allowance: Sendable {
  /// The rule's id.
  public var rule: String
  /// The agent or handoff name that the finding must mention; any where absent.
  public var at: String?
  /// Why it is accepted.
  public var because: String
  /// Members whose names begin with `x-`, kept as they were.
  public var extensions: JSONObject = [:]
  /// Where the allowance was declared.
  public var declaredAt: SourceLocation?

  /// Makes an allowance.
  public init(rule: String, at: String? = nil, because: String, declaredAt: SourceLocation? = nil) {
    self.rule = rule
    self.at = at
    self.because = because
    self.declaredAt = declaredAt
  }
}
