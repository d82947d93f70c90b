import HandoffSchema

/// A failure that was made as small as possible, with what running it again has shown.
struct SettledFailure: Sendable {
  var built: BuiltCase
  var judgement: Judge.Judgement
  var answer: ConsumerAnswer
  var confirmation: Confirmation
  /// How often it failed on one payload, where that was measured.
  var rate: FailureRate?
  /// Whether nothing simpler was found with the budget that there was; otherwise the budget was used up.
  var isMinimal = true
  /// The locations of parts that do not matter.
  var freeParts: [JSONPointer] = []
  /// What the reader has to know beside.
  var notes: [String] = []
  /// How often the consumer was run.
  var runs = 1
}
