/// What each branch of an `anyOf` or `oneOf` refuses, and which of them was probably meant.
struct Branches {
  /// The violations of the closest branch so far.
  private(set) var best: [Violation] = []
  /// What the branches that refuse the value as a whole allow instead, each once, the first few.
  private(set) var wholes: [String] = []
  /// How many further branches do.
  private(set) var furtherWholes = 0
  /// True while all branches refuse the same for the same reason.
  private(set) var areAlike = true
  private static let comparedViolations = 8
  private static let wholesListed = 10
  private var bestScore: Score?

  /// How far a value is from a branch; the least is closest.
  private struct Score: Comparable {
    /// The value itself has the wrong type or is the wrong constant: the branch describes something else.
    var isElsewhere: Bool
    /// A member is the wrong constant, as where it tells alternatives apart.
    var wrongTags: Int
    var count: Int

    static func < (left: Self, right: Self) -> Bool {
      if left.isElsewhere != right.isElsewhere { return !left.isElsewhere }
      if left.wrongTags != right.wrongTags { return left.wrongTags < right.wrongTags }
      return left.count < right.count
    }
  }

  /// True where every branch refuses the value as a whole.
  var areAllElsewhere: Bool { bestScore?.isElsewhere ?? true }

  private static func areAlike(_ left: [Violation], _ right: ArraySlice<Violation>) -> Bool {
    left.count == right.count && left.count <= comparedViolations
      && zip(left, right).allSatisfy {
        $0.instance == $1.instance && $0.keyword == $1.keyword && $0.allowed.hasSameCodePoints(as: $1.allowed)
      }
  }

  /// Takes in the violations of the next branch.
  ///
  /// - Parameters:
  ///   - violations: All that it refuses.
  ///   - depth: The number of steps to the value that the branches apply to.
  mutating func add(_ violations: ArraySlice<Violation>, depth: Int) {
    var score = Score(isElsewhere: false, wrongTags: 0, count: violations.count)
    for violation in violations {
      switch (violation.keyword, violation.instance.tokens.count - depth) {
      case ("type", 0), ("const", 0), ("enum", 0), ("false", 0):
        score.isElsewhere = true
        if wholes.contains(violation.allowed) { break }
        if wholes.count < Self.wholesListed { wholes.append(violation.allowed) } else { furtherWholes += 1 }
      case ("const", 1), ("enum", 1): score.wrongTags += 1
      default: break
      }
    }
    if bestScore != nil, areAlike { areAlike = Self.areAlike(best, violations) }
    if let bestScore, bestScore <= score { return }
    bestScore = score
    // A copy: a slice would make the evaluator copy all it has recorded at its next change.
    best = Array(violations)
  }
}
