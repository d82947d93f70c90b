public import HandoffSchema

/// A named payload that an agent returns instead of its output when it cannot do its task.
public struct FailureOutput: Sendable {
  /// Who notices the failure.
  public enum Detector: String, Sendable, Hashable, CaseIterable {
    /// The agent says so itself.
    case agent
    /// It did not answer in time.
    case timeout
    /// Its output broke the contract.
    case validation
    /// Something that watches it.
    case monitor
  }

  /// The kind: the value of the contract's `failureTag` member.
  public var kind: String
  /// What it means.
  public var description: String?
  /// The JSON Schema of the whole payload; absent where only the tag is promised.
  public var schema: JSONValue?
  /// Who notices it.
  public var detectedBy: Detector = .agent
  /// Members whose names begin with `x-`, kept as they were.
  public var extensions: JSONObject = [:]
  /// Where the failure was declared.
  public var declaredAt: SourceLocation?

  /// Makes a failure output.
  public init(
    kind: String, description: String? = nil, schema: JSONValue? = nil, declaredAt: SourceLocation? = nil
  ) {
    self.kind = kind
    self.description = description
    self.schema = schema
    self.declaredAt = declaredAt
  }
}
