/// A case that was built and run before its turn, by what was known then.
///
/// Several consumers side by side need several cases at once, but which case comes next depends on earlier answers. So
/// it is guessed, and where the guess was wrong the right case is run in its turn: the report is the one of a single
/// consumer. A case that comes after other deliveries is one unit with them, and is run in its turn.
struct CaseAhead: Sendable {
  /// What came of a case that was run.
  struct Outcome: Sendable {
    var reply: ConsumerReply
    /// What the same running consumer had been given before.
    var before: CampaignLog.Stretch
  }

  /// What was built for the index in turn, until one was to be run.
  var built: [Result<BuiltCase, DeadEnd>] = []
  /// What the last one is made from.
  var source: CampaignLog.Entry?
  /// Whether the last one was run, and what came of it.
  var outcome: Outcome?

  /// The case to run; `nil` where there is none, or where others have to reach the same consumer before it.
  var chosen: BuiltCase? {
    guard case .success(let built)? = built.last, built.before.isEmpty else { return nil }
    return built
  }
}
