public import HandoffSchema

/// What validation says of one payload.
public struct ValidationResult: Sendable, Hashable {
  /// The outcome.
  public enum Outcome: Sendable, Hashable {
    case valid
    /// At least one violation.
    case invalid([Violation])
    /// The text is not JSON.
    case notJSON(JSONSyntaxError)
  }

  /// The file as the caller named it.
  public var file: String
  /// For JSON Lines: the line from 1.
  public var line: Int?
  /// Valid, or why not.
  public var outcome: Outcome
  /// Where each violation stands in the text; as many as there are violations, or none where not known.
  public var places: [TextLocation]
  /// What stands at the first places, or where the text is no JSON; for a text report, and perhaps none.
  public var excerpts: [TextExcerpt]

  /// Makes a result.
  public init(
    file: String, line: Int? = nil, outcome: Outcome, places: [TextLocation] = [],
    excerpts: [TextExcerpt] = []
  ) {
    self.file = file
    self.line = line
    self.outcome = outcome
    self.places = places
    self.excerpts = excerpts
  }

  /// Whether the payload is in the schema's set.
  public var isValid: Bool { outcome == .valid }

  /// Whether nothing refuses the payload for certain, and something could not be decided.
  public var isUndecided: Bool {
    guard case .invalid(let violations) = outcome else { return false }
    return violations.allSatisfy { $0.keyword == Violation.undecidedKeyword }
  }
}
