/// How many payloads there were of each outcome.
public struct ValidationSummary: Sendable, Hashable {
  /// Payloads in the schema's set.
  public var valid: Int
  /// JSON, but not in the set.
  public var invalid: Int
  /// Texts that are not JSON.
  public var notJSON: Int
  /// JSON of which nobody can tell whether it is in the set.
  public var undecided: Int

  /// Makes a summary.
  public init(valid: Int = 0, invalid: Int = 0, notJSON: Int = 0, undecided: Int = 0) {
    self.valid = valid
    self.invalid = invalid
    self.notJSON = notJSON
    self.undecided = undecided
  }

  /// The number of payloads.
  public var count: Int { valid + invalid + notJSON + undecided }

  /// Counts one more result.
  public mutating func add(_ result: ValidationResult) {
    switch result.outcome {
    case .valid: valid += 1
    case .invalid: if result.isUndecided { undecided += 1 } else { invalid += 1 }
    case .notJSON: notJSON += 1
    }
  }

  /// Adds up two summaries.
  public static func + (left: Self, right: Self) -> Self {
    Self(
      valid: left.valid + right.valid, invalid: left.invalid + right.invalid,
      notJSON: left.notJSON + right.notJSON, undecided: left.undecided + right.undecided)
  }
}
