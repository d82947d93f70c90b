/// A case that was built and run before its turn, by what was known then.
///
/// Several consumers side by side need several cases at once, but which case comes next depends on earlier answers. So
/// it is guessed, and where the guess was wrong the right case is run in its turn: the report is the one of a single
/// consumer. A case that comes after other deliveries is one unit with them.
struct CaseAhead: Sendable {
  /// What came of a case that was run.
  struct Outcome: Sendable {
    var reply: ConsumerReply
    /// Whether the consumer ended at a delivery before the case, which was then not run; the reply is of that delivery.
    var isCutShort = false
    /// What the same running consumer had been given before.
    var before: CampaignLog.Stretch
  }

  /// What was built for the index in turn, until one was to be run.
  var built: [Result<BuiltCase, DeadEnd>] = []
  /// What the last one is made from.
  var source: CampaignLog.Entry?
  /// Whether the last one was run, and what came of it.
  var outcome: Outcome?

  /// Whether the consumer knows that what is delivered before a case belongs to it; otherwise such a case waits for its
  /// turn.
  var takesDeliveries = false

  /// The case to run; `nil` where there is none.
  var chosen: BuiltCase? {
    guard case .success(let built)? = built.last, takesDeliveries || built.before.isEmpty else { return nil }
    return built
  }
}
