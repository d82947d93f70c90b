import HandoffSchema

/// What a campaign has tried, and what came of it, in numbers.
struct CampaignTally: Sendable {
  private(set) var coverage = CoverageTally()
  private(set) var notBuilt = 0
  private var firstProblem = ""
  private var valid = 0
  private var validAccepted = 0
  private var validFailed = 0

  /// Notes a case that was run; `isTolerated` where its acceptance is no failure although it breaks the contract.
  mutating func note(
    _ goal: CaseGoal, _ standing: Judge.Standing, _ answer: ConsumerAnswer, isTolerated: Bool = false
  ) {
    switch standing {
    case .valid:
      valid += 1
      // Some goals are valid payloads, at a boundary or in an unusual form.
      coverage.reach(goal)
      if case .accepted = answer { validAccepted += 1 }
      if case .failure = answer { validFailed += 1 }
    case .tolerated:
      guard goal.breaks else { return coverage.reach(goal) }
      note(obstacle: "the consumer declares to accept what was made", to: goal)
    case .broken, .failure, .text:
      if case .accepted = answer, !isTolerated { return coverage.reach(goal, .escaped) }
      coverage.reach(goal)
    }
  }

  /// Notes that no case could be built.
  ///
  /// What could not be broken is named by the coverage; what could not be built at all is a shortfall.
  mutating func note(_ error: DeadEnd, building goal: CaseGoal) {
    guard goal == .valid else { return note(obstacle: "\(error)", to: goal) }
    notBuilt += 1
    if firstProblem.isEmpty { firstProblem = "\(error)" }
  }

  /// Notes why a goal was not reached.
  mutating func note(obstacle: String, to goal: CaseGoal) { coverage.fail(goal, because: obstacle) }

  var shortfalls: [String] {
    notBuilt > 0 ? ["\(notBuilt) valid payloads could not be generated: \(firstProblem)"] : []
  }

  /// Why a run without failures proves nothing, or `nil`.
  var nothingProved: String? {
    guard valid == 0 else { return nil }
    return "no valid payload could be generated" + (firstProblem.isEmpty ? "" : ": \(firstProblem)")
  }

  /// Why answers that are no mistake prove nothing either, or `nil`.
  var onlyFailures: String? {
    valid > 0 && validAccepted == 0 && validFailed == valid
      ? "the consumer answered every valid payload with a failure of its own" : nil
  }
}
