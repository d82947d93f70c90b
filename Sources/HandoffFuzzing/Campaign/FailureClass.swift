/// How a consumer failed.
public struct FailureClass: Sendable, Hashable {
  /// The permanent name in reports: words joined by hyphens.
  public let name: String
  /// What it means, in a sentence.
  public let summary: String

  private init(_ name: String, _ summary: String) {
    self.name = name
    self.summary = summary
  }

  /// Compares by name.
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension FailureClass: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}

extension FailureClass {
  /// A valid payload was refused.
  public static let overStrict = Self(
    "over-strict", "The consumer refuses a payload that the contract allows.")
  /// A valid payload was read as something else.
  public static let misinterpretation = Self(
    "misinterpretation", "The consumer accepts the payload but reads something else than was sent.")
  /// A broken payload was accepted.
  public static let silentAcceptance = Self(
    "silent-acceptance", "The consumer accepts a payload that breaks the contract, and nobody notices.")
  /// A failure output was taken for a result.
  public static let failureSwallowed = Self(
    "failure-swallowed", "The consumer takes a declared failure of the producer for a result.")
  /// A broken payload was refused otherwise than was said.
  public static let unannouncedRefusal = Self(
    "unannounced-refusal", "The consumer answers a broken payload otherwise than its onInvalid says.")
  /// A failure was answered that no contract declares.
  public static let undeclaredFailure = Self(
    "undeclared-failure", "The consumer answers with a failure that its contract does not declare.")
  /// The answer breaks the consumer's own contract.
  public static let invalidAnswer = Self(
    "invalid-answer", "The consumer accepts the payload but its answer breaks its own contract.")
  /// The consumer ended without an answer.
  public static let crash = Self("crash", "The consumer ends without an answer.")
  /// The consumer does not keep to the protocol.
  public static let brokenProtocol = Self(
    "broken-protocol",
    "The consumer does not keep to the line protocol, so that nothing can be said of payloads.")
  /// The consumer did not answer in time.
  public static let hang = Self("hang", "The consumer does not answer in time.")

  /// Every class, the gravest first.
  public static let all: [Self] = [
    brokenProtocol, crash, hang, silentAcceptance, failureSwallowed, misinterpretation, overStrict,
    invalidAnswer, undeclaredFailure, unannouncedRefusal,
  ]
}
