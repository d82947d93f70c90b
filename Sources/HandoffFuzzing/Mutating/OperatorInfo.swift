/// What a record says of its operator.
struct OperatorInfo: Sendable {
  /// What kind of mistake an operator makes; a folder of `Operators/` each.
  enum Family: String, Sendable, CaseIterable {
    case structural, constraint, lookalike, noise, truncation, sequence, failure
  }

  /// A payload and what the operator makes of it: its test, and an example in the documentation.
  struct Example: Sendable {
    /// The schema of the payload, as JSON.
    var schema: String
    /// A payload that the schema allows, as JSON.
    var payload: String
    /// What becomes of it: JSON, the text where the operator changes texts, or what is delivered, a line each.
    var becomes: String
  }

  /// The permanent name: words joined by hyphens.
  var id: String
  var family: Family
  /// What it does, in a few words.
  var summary: String
  /// Whether each constraint that it applies to must have been tried.
  ///
  /// Coverage names those that were not. Other operators are tried where they break something.
  var isObligation = false
  /// Whether what it makes may be a valid payload in an unusual form, which may be refused but never misread.
  var keepsValid = false
  var example: Example
}
