import HandoffSchema

/// Asks whether one schema is within another, and gives up in time.
struct TimedQuestion {
  let options: ComparisonOptions
  /// What one question may take.
  let limit: Duration

  /// The verdict; where time ran out it is undecided and says after how long.
  func verdict(_ producer: Schema, _ consumer: Schema) -> InclusionVerdict {
    var options = options
    let start = ContinuousClock.now
    options.deadline = Deadline(in: limit) { start.duration(to: .now) }
    var verdict = producer.isIncluded(in: consumer, options: options)
    if case .undecided(.deadline, let agreeing) = verdict.outcome {
      verdict.outcome = .undecided(.timeLimit(limit), agreeing: agreeing)
    }
    return verdict
  }
}
