public import HandoffContracts

/// What may be wrong with recorded runs.
public enum VerificationRule: String, Sendable, Hashable, CaseIterable {
  /// Work went where no declared handoff leads.
  case transitionUndeclared = "transition-undeclared"
  /// Work went along a declared handoff for a reason, or with a payload, that it does not answer.
  case handoffUnexpected = "handoff-unexpected"
  /// A payload breaks the contract of its sender.
  case payloadInvalid = "payload-invalid"
  /// A handoff was taken, or an agent visited, more often in one run than its limit allows.
  case limitExceeded = "limit-exceeded"
  /// The same lap was gone at least three times in a row in one run.
  case loopObserved = "loop-observed"
  /// A run ended at a failure although a handoff is declared for it.
  case failureUnanswered = "failure-unanswered"
  /// An agent said that it hands over, and nothing followed.
  case handoffNarrated = "handoff-narrated"
  /// A handoff was tried, and did not come about.
  case transferFailed = "transfer-failed"
  /// A run ended with an error of the framework.
  case runFailed = "run-failed"
  /// A declared handoff was never seen.
  case handoffUnseen = "handoff-unseen"
  /// A line is no record.
  case recordUnreadable = "record-unreadable"

  /// How much it matters.
  public var severity: Severity {
    switch self {
    case .loopObserved, .handoffNarrated, .runFailed: .warning
    case .handoffUnseen: .note
    default: .error
    }
  }

  /// What is reported, in a sentence.
  public var summary: String {
    switch self {
    case .transitionUndeclared: "Work went where no declared handoff leads."
    case .handoffUnexpected: "Work went along a handoff that does not answer what happened."
    case .payloadInvalid: "A payload breaks the contract of its sender."
    case .limitExceeded: "A limit was exceeded in one run."
    case .loopObserved: "The same lap was gone at least three times in a row."
    case .failureUnanswered: "A run ended at a failure although a handoff is declared for it."
    case .handoffNarrated: "An agent said that it hands over, and nothing followed."
    case .transferFailed: "A handoff was tried, and did not come about."
    case .runFailed: "A run ended with an error of the framework."
    case .handoffUnseen: "A declared handoff was never seen."
    case .recordUnreadable: "A line is no record."
    }
  }
}
