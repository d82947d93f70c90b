import HandoffSchema

/// What a campaign has tried, and what came of it, in numbers.
struct CampaignTally: Sendable {
  private(set) var reached: Set<CaseGoal> = []
  private(set) var notBuilt = 0
  private var obstacles: [CaseGoal: String] = [:]
  private var firstProblem = ""
  private var valid = 0
  private var validAccepted = 0
  private var validFailed = 0

  /// Notes a case that was run.
  mutating func note(_ goal: CaseGoal, _ standing: Judge.Standing, _ answer: ConsumerAnswer) {
    switch standing {
    case .valid:
      valid += 1
      if case .accepted = answer { validAccepted += 1 }
      if case .failure = answer { validFailed += 1 }
    case .tolerated:
      if goal != .valid { note(obstacle: "the consumer declares to accept what was made", to: goal) }
    case .broken, .failure, .text: reached.insert(goal)
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
  mutating func note(obstacle: String, to goal: CaseGoal) { obstacles[goal] = obstacle }

  /// Why a goal was not reached.
  func obstacle(to goal: CaseGoal) -> String { obstacles[goal] ?? "not enough cases" }

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
