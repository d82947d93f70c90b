public import HandoffSchema

/// A named, versioned promise of an agent: one output schema and its failure outputs.
public struct Contract: Sendable {
  /// The contract's name.
  public var name: String
  /// The version (semver), such as `"1.2.0"`.
  public var version: String?
  /// What the contract is for.
  public var description: String?
  /// The JSON Schema of the output.
  public var output: JSONValue
  /// The failure outputs in order.
  public var failures: [FailureOutput]
  /// The member that names the failure in a failure payload.
  public var failureTag: String
  /// Where the contract was declared.
  public var declaredAt: SourceLocation?

  /// Makes a contract of its parts; see the result builder for the usual way.
  public init(
    name: String, version: String? = nil, description: String? = nil, output: JSONValue,
    failures: [FailureOutput] = [], failureTag: String = Contract.defaultFailureTag,
    declaredAt: SourceLocation? = nil
  ) {
    self.name = name
    self.version = version
    self.description = description
    self.output = output
    self.failures = failures
    self.failureTag = failureTag
    self.declaredAt = declaredAt
  }

  /// The `failureTag` of a contract that names none.
  public static let defaultFailureTag = "failure"
}

/// A named payload that an agent returns instead of its output when it cannot do its task.
public struct FailureOutput: Sendable {
  /// The kind: the value of the contract's `failureTag` member.
  public var kind: String
  /// What it means.
  public var description: String?
  /// The JSON Schema of the whole payload; absent where only the tag is promised.
  public var schema: JSONValue?
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
