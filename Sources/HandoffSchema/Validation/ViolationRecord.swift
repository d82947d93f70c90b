/// The violations that one evaluation has found, as many as there is room for.
struct ViolationRecord {
  private(set) var violations: [Violation] = []
  /// How many were found that there was no room for.
  private(set) var omitted = 0
  /// The number of tokens in the pointers of the violations.
  private var tokenCount = 0

  /// A state of the record to which it can be taken back.
  struct Mark {
    fileprivate let count: Int
    fileprivate let tokenCount: Int
    fileprivate let omitted: Int
  }

  var mark: Mark { Mark(count: violations.count, tokenCount: tokenCount, omitted: omitted) }

  /// Says whether one more violation can be recorded, and counts it where it cannot.
  mutating func hasRoom() -> Bool {
    if violations.count < EvaluationLimits.violations, tokenCount < EvaluationLimits.violationTokens {
      return true
    }
    omitted += 1
    return false
  }

  mutating func add(_ violation: Violation) {
    tokenCount += violation.instance.tokens.count + violation.keywordLocation.tokens.count
    violations.append(violation)
  }

  /// Counts violations that are not recorded.
  mutating func omit(_ count: Int) { omitted += count }

  /// What was recorded since a mark.
  func since(_ mark: Mark) -> ArraySlice<Violation> { violations[mark.count...] }

  /// Takes out what was recorded since a mark; what was omitted still counts.
  mutating func takeBack(to mark: Mark) {
    violations.removeSubrange(mark.count...)
    tokenCount = mark.tokenCount
  }

  mutating func forgetOmitted(since mark: Mark) { omitted = mark.omitted }

  /// Says of the violations from a number on why their schema applies, unless they say it already.
  mutating func explain(from start: Int, _ reason: String) {
    guard start < violations.count else { return }
    for place in start..<violations.count where violations[place].hint?.includes(Self.because) != true {
      let hint = violations[place].hint
      violations[place].hint = (hint.map { "\($0); " } ?? "") + Self.because + reason
    }
  }

  private static let because = "it is asked for because "
}
