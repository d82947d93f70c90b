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
  /// The member that names the failure in a failure payload; `nil` where failures are not tagged, so that each
  /// one's schema alone says what it looks like.
  public var failureTag: String?
  /// Members whose names begin with `x-`, kept as they were.
  public var extensions: JSONObject = [:]
  /// Where the contract was declared.
  public var declaredAt: SourceLocation?
  /// What the result builder could not take; see ``AgentSystem/problems``.
  package var builderProblems: [DeclarationProblem] = []
  /// The contracts that its shapes refer to and were given as values; the system takes them over.
  package var attachedContracts: [Contract] = []
  /// The elements that may stand once and were met.
  var seenElements: [String] = []

  /// Makes a contract of its parts; see the result builder for the usual way.
  public init(
    name: String, version: String? = nil, description: String? = nil, output: JSONValue,
    failures: [FailureOutput] = [], failureTag: String? = Contract.defaultFailureTag,
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
