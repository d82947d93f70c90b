/// The work that one question may cost, counted in steps so that the answer is the same on every machine.
struct Budget {
  let stepLimit: Int
  let deadline: Deadline?
  private(set) var steps = 0
  /// Why the search must stop.
  private(set) var exhausted: UndecidedReason?

  init(stepLimit: Int, deadline: Deadline?) {
    self.stepLimit = stepLimit
    self.deadline = deadline
  }

  /// Looks at the clock, for work that is not counted in steps; says whether the search may go on.
  mutating func isInTime() -> Bool {
    if exhausted == nil, isLate { exhausted = .deadline }
    return exhausted == nil
  }

  var isLate: Bool { deadline?.hasPassed ?? false }

  /// Ends the search for a reason of its own.
  mutating func exhaust(_ reason: UndecidedReason) {
    exhausted = exhausted ?? reason
  }

  /// Counts steps; says whether the search may go on.
  mutating func spend(_ count: Int = 1) -> Bool {
    guard exhausted == nil else { return false }
    let before = steps
    steps += count
    if steps > stepLimit {
      exhausted = .stepLimit(stepLimit)
    } else if before == 0 || before >> 4 != steps >> 4, isLate {
      exhausted = .deadline
    }
    return exhausted == nil
  }
}
