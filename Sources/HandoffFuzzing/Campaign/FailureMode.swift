/// The ways in which the passing of work from one agent to another goes wrong.
///
/// Handoff loops are the fifth way; they are no matter of one handoff.
public enum FailureMode: String, Sendable, Hashable, CaseIterable {
  /// What is sent has another form than what is read.
  case format
  /// A part of what was sent did not arrive.
  case truncation
  /// What is sent can be taken for something else.
  case ambiguity
  /// The sender failed, and nobody notices.
  case missingFailurePath = "missing-failure-path"

  /// What it is called, in a few words.
  public var title: String {
    switch self {
    case .format: "format"
    case .truncation: "truncation"
    case .ambiguity: "ambiguity"
    case .missingFailurePath: "missing failure path"
    }
  }
}

extension MutationOperator {
  /// The failure mode that a consumer falls into which accepts what the operator makes.
  public var failureMode: FailureMode {
    if Self.ofOtherMeaning.contains(name) { return .ambiguity }
    if Self.ofUntoldFailure.contains(name) { return .missingFailurePath }
    switch info.family {
    case .structural, .constraint, .lookalike, .noise: return .format
    case .truncation: return .truncation
    // Every payload is in order; which of them counts is not told.
    case .sequence: return .ambiguity
    case .failure: return .missingFailurePath
    }
  }

  /// What is well-formed and means something else: the work of another agent, another branch, another member.
  static let ofOtherMeaning: Set = [
    "exchanged-linked", "foreign-enum-value", "older-payload", "other-discriminator", "other-payload",
    "repeated-member", "schema-echo", "swapped-members", "two-objects", "wrong-branch",
  ]

  /// What a sender that failed sends as if it had not: excuses, placeholders and values that stand for nothing.
  static let ofUntoldFailure: Set = [
    "absent-lookalike", "default-for-absent", "empty-for-null", "html-error-page", "placeholder-text",
    "refusal-text",
  ]
}

extension FailureClass {
  /// The failure mode that a failure belongs to, told by the class and by how the payload was broken.
  package func failureMode(of operation: MutationOperator?) -> FailureMode {
    switch self {
    case .failureSwallowed, .undeclaredFailure, .unannouncedRefusal: .missingFailurePath
    default: operation?.failureMode ?? .format
    }
  }
}
