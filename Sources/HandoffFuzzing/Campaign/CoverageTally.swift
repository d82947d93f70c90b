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

  /// What of some goals was reached.
  ///
  /// Goals that are no obligations count where they break something, and those of the valid side where a payload shows
  /// them: another keyword may leave less than the boundary.
  func coverage(
    of goals: [CaseGoal], isPart: Bool = false, label: (CaseGoal) -> String?
  ) -> CampaignCoverage {
    var coverage = CampaignCoverage(reached: 0, of: 0, missed: [])
    for goal in goals where goal != .valid && goal != .given {
      let name = label(goal) ?? ""
      if reached.contains(goal) {
        coverage.reached += 1
        coverage.of += 1
        if isPart { coverage.tried.append(name) }
        guard goal.breaks else { continue }
        if escaped.contains(goal) {
          coverage.escaped.append(name)
        } else {
          coverage.caught += 1
          if isPart { coverage.refused.append(name) }
        }
        continue
      }
      let missed = CampaignCoverage.Missed(
        goal: name, reason: obstacles[goal] ?? CampaignCoverage.Missed.untried)
      if obstacles[goal] == nil || goal.isObligation {
        coverage.of += 1
        coverage.missed.append(missed)
      } else if !goal.breaks {
        coverage.unreachable.append(missed)
      }
    }
    return coverage
  }
}
