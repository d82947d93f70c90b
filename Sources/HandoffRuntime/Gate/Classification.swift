public import HandoffSchema

/// What an answer of an agent is, held against its contract.
public enum Classification: Sendable, Hashable {
  /// It is an output.
  case output(JSONValue)
  /// It is one of the contract's failures.
  case failure(kind: String, JSONValue)
  /// It is JSON, but neither an output nor a declared failure; what is wrong with it as an output.
  case violation([Violation])
  /// It is JSON of which nobody can tell: a pattern that cannot be read, or a cap of the validator, decides what it is.
  case undecided
  /// It is no JSON at all.
  case notJSON(JSONSyntaxError)
}

extension Classification {
  /// Instructions for the model that gave the answer, one a line, short enough to send back; `nil` for an output, for a
  /// declared failure and for what nobody can tell.
  public var feedback: String? {
    switch self {
    case .output, .failure, .undecided: nil
    case .violation(let violations):
      violations.prefix(Self.instructionLimit).map(\.feedback).joined(separator: "\n")
        + (violations.count > Self.instructionLimit
          ? "\n\(violations.count - Self.instructionLimit) more problems follow once these are mended." : "")
    case .notJSON(let error):
      "Answer with one JSON value and nothing around it: no prose, no code fence. "
        + "At line \(error.line), column \(error.column): \(error.reason)."
    }
  }

  /// The most instructions that are given at once.
  static let instructionLimit = 10
}
