/// The work that one question may cost, counted in steps so that the answer is the same on every machine.
struct Budget {
  let stepLimit: Int
  let deadline: ContinuousClock.Instant?
  private(set) var steps = 0
  /// Why the search must stop.
  private(set) var exhausted: UndecidedReason?

  init(stepLimit: Int, deadline: ContinuousClock.Instant?) {
    self.stepLimit = stepLimit
    self.deadline = deadline
  }

  /// Counts steps; says whether the search may go on.
  mutating func spend(_ count: Int = 1) -> Bool {
    guard exhausted == nil else { return false }
    let before = steps
    steps += count
    if steps > stepLimit {
      exhausted = .stepLimit(stepLimit)
    } else if let deadline, before == 0 || before >> 4 != steps >> 4, ContinuousClock.now >= deadline {
      exhausted = .deadline
    }
    return exhausted == nil
  }
}
