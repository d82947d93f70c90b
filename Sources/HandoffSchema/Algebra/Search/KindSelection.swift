/// How many elements of each kind a set of distinct elements has, where only the counts of kinds matter.
///
/// Dynamic programming over the kinds: a state is how far each count has come, as far as that matters, with the least
/// number of elements that reaches it.
struct KindSelection {
  enum Outcome {
    /// The number of elements of each kind, in the order of the kinds.
    case found([Int])
    case impossible
    case stopped(UndecidedReason)
  }

  /// The most states that are kept.
  private static let stateLimit = 20_000

  private let problem: ArrayProblem
  /// The kinds with the number of values that each has to give.
  private let kinds: [(kind: Int, size: Int)]

  private struct Way {
    var total: Int
    var numbers: [Int]
  }

  init(_ problem: ArrayProblem, _ kinds: [(kind: Int, size: Int)]) {
    self.problem = problem
    self.kinds = kinds
  }

  /// Looks for few elements that meet all counts and the length.
  ///
  /// - Complexity: O(*s* · *n*), where *s* is the number of states and *n* the sizes of the kinds together.
  func numbers(_ budget: inout Budget) -> Outcome {
    let start = Array(repeating: 0, count: problem.counts.count + 1)
    var ways = [start: Way(total: 0, numbers: [])]
    // In the order in which they were met, so that the answer is the same on every run.
    var order = [start]
    for (place, (kind, size)) in kinds.enumerated() {
      let isLast = place == kinds.count - 1
      var next: [[Int]: Way] = [:]
      var nextOrder: [[Int]] = []
      for state in order {
        guard let way = ways[state] else { continue }
        var before: [Int]?
        for number in 0...size {
          guard budget.spend() else { return .stopped(budget.exhausted ?? .numberRange) }
          // More of them changes nothing, or is too much.
          guard let reached = self.state(after: state, number, of: kind), reached != before else { break }
          before = reached
          let total = way.total + number
          if total > problem.upper { break }
          if isLast, !isGoal(reached) { continue }
          if let known = next[reached], known.total <= total { continue }
          if next[reached] == nil { nextOrder.append(reached) }
          next[reached] = Way(total: total, numbers: way.numbers + [number])
          if isLast { break }
        }
        guard nextOrder.count <= Self.stateLimit else { return .stopped(.combinationLimit(Self.stateLimit)) }
      }
      (ways, order) = (next, nextOrder)
    }
    let goals = order.filter(isGoal).compactMap { ways[$0] }
    guard let best = goals.min(by: { $0.total < $1.total }) else { return .impossible }
    return .found(best.numbers)
  }

  /// The state after some elements of a kind; `nil` where a count is exceeded.
  private func state(after state: [Int], _ number: Int, of kind: Int) -> [Int]? {
    var next = state
    for (bit, count) in problem.counts.enumerated() where kind >> bit & 1 == 1 {
      let reached = state[bit] + number
      if reached > count.most { return nil }
      next[bit] = count.most == .max ? min(reached, count.least) : reached
    }
    next[problem.counts.count] = min(state[problem.counts.count] + number, problem.lower)
    return next
  }

  private func isGoal(_ state: [Int]) -> Bool {
    problem.counts.indices.allSatisfy { state[$0] >= problem.counts[$0].least }
      && state[problem.counts.count] >= problem.lower
  }
}
