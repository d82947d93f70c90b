/// What a campaign has tried so far of what it must try.
struct CoverageTally: Sendable {
  /// What became of a broken payload.
  enum Outcome: Sendable, Hashable {
    /// It was refused, or answered by a failure.
    case caught
    /// It was accepted.
    case escaped
  }

  private var reached: Set<CaseGoal> = []
  private var escaped: Set<CaseGoal> = []
  private var obstacles: [CaseGoal: String] = [:]

  /// Notes a case that showed what its goal asks for.
  mutating func reach(_ goal: CaseGoal, _ outcome: Outcome = .caught) {
    reached.insert(goal)
    if outcome == .escaped { escaped.insert(goal) }
  }

  /// Notes why a goal was not reached.
  mutating func fail(_ goal: CaseGoal, because why: String) { obstacles[goal] = why }

  /// The operators of which nothing was tried because nothing could be: each is told once, by its first goal.
  private func untriedOperators(of goals: [CaseGoal]) -> Set<MutationOperator> {
    var result = Set(goals.compactMap(\.operation))
    for goal in goals where reached.contains(goal) || obstacles[goal] == nil || goal.isObligation {
      if let operation = goal.operation { result.remove(operation) }
    }
    return result
  }

  /// What of some goals was reached.
  ///
  /// Goals that are no obligations count where they break something, and those of the valid side where a payload shows
  /// them: another keyword may leave less than the boundary.
  func coverage(
    of goals: [CaseGoal], isPart: Bool = false, label: (CaseGoal) -> String?
  ) -> CampaignCoverage {
    var coverage = CampaignCoverage(reached: 0, of: 0, missed: [])
    var modes = FailureMode.allCases.map { CampaignCoverage.ModeShare(mode: $0) }
    var goalsByMode = FailureMode.allCases.map { CampaignCoverage.ModeGoals(mode: $0) }
    func count(_ goal: CaseGoal, _ name: String, _ part: WritableKeyPath<CampaignCoverage.ModeShare, Int>) {
      guard let position = modes.firstIndex(where: { $0.mode == goal.failureMode }) else { return }
      modes[position][keyPath: part] += 1
      goalsByMode[position].goals.append(name)
    }
    var open = untriedOperators(of: goals)
    for goal in goals where goal != .valid && goal != .given {
      let name = label(goal) ?? ""
      if reached.contains(goal) {
        coverage.reached += 1
        coverage.of += 1
        if isPart { coverage.tried.append(name) }
        if goal.breaks {
          let isEscaped = escaped.contains(goal)
          if isEscaped { coverage.escaped.append(name) } else { coverage.caught += 1 }
          if !isEscaped, isPart { coverage.refused.append(name) }
          count(goal, name, isEscaped ? \.escaped : \.caught)
        }
        continue
      }
      let missed = CampaignCoverage.Missed(
        goal: name, reason: obstacles[goal] ?? CampaignCoverage.Missed.untried)
      if obstacles[goal] == nil || goal.isObligation {
        coverage.of += 1
        coverage.missed.append(missed)
        if goal.breaks { count(goal, name, \.missed) }
      } else if !goal.breaks || goal.operation.map({ open.remove($0) != nil }) == true {
        coverage.unreachable.append(missed)
      }
    }
    coverage.modes = modes.filter { $0.caught + $0.escaped + $0.missed > 0 }
    if isPart { coverage.goalsByMode = goalsByMode.filter { !$0.goals.isEmpty } }
    return coverage
  }
}
