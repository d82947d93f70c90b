import HandoffSchema

/// Which case of a campaign has which goal.
///
/// Two payloads that keep the contract take turns with two that break it, so that each kind follows on either. The valid
/// ones are first the simplest one and one with everything, then each boundary and branch once, then a mix. The others
/// reach every goal once: failures first, then each operator once, then what is left of each node in turn, so that a
/// campaign that ends early has tried every way of breaking a payload, each at another part of the schema where it can
/// be; after that every node is as likely as any other, however many ways there are to break it. What a case is depends
/// on its index alone, so that shards make up the whole.
struct GoalSchedule: Sendable {
  /// A goal with its number among the cases of that goal.
  struct Entry: Sendable, Hashable {
    var goal: CaseGoal
    var ordinal: Int

    /// Whether the same goal was met before: nothing new is to be covered.
    var isRepetition: Bool {
      if case .valid = goal { ordinal >= GoalSchedule.firstCovering } else { ordinal >= 1 }
    }
  }

  /// A goal that comes again and again.
  private struct Recurring: Sendable {
    var goal: CaseGoal
    /// How many cases of the goal come before.
    var ordinal: Int
  }

  /// What valid payloads are to show, in the order in which they come.
  private let covering: [CaseGoal]
  /// Deliveries in a row, which come once after what is to be shown and then again and again among the others.
  private let sequences: [CaseGoal]
  /// The goals of broken payloads, in the order in which they come first.
  let goals: [CaseGoal]
  /// The goals of each node, those that must be tried first.
  private let groups: [[Recurring]]
  /// Goals that come a second time right after all have come once: what they break stands at two ends.
  private let again: [CaseGoal]
  /// The other goals of an operator, which stand in for the one that is tried of it first; none for failures.
  private let standIns: [[CaseGoal]]

  /// Where a case cannot be built, this many goals in all are tried in its place.
  private static let candidateLimit = 4

  /// Orders goals: `failures` as they come, `rest` grouped by node in the order in which nodes come first.
  init(
    covering: [CaseGoal] = [], sequences: [CaseGoal] = [], failures: [CaseGoal], rest: [CaseGoal],
    again: [CaseGoal] = []
  ) {
    self.covering = covering
    self.sequences = sequences
    var groups: [[CaseGoal]] = []
    var places: [Int: Int] = [:]
    for goal in rest {
      if let known = places[goal.group] {
        groups[known].append(goal)
      } else {
        places[goal.group] = groups.count
        groups.append([goal])
      }
    }
    groups = groups.map { group in group.filter(\.isObligation) + group.filter { !$0.isObligation } }
    var first: [CaseGoal] = []
    var later: [CaseGoal] = []
    var standIns: [[CaseGoal]] = []
    var index: [MutationOperator: Int] = [:]
    for goal in Self.inTurn(groups) {
      guard let operation = goal.operation, let position = index[operation] else {
        if let operation = goal.operation { index[operation] = first.count }
        first.append(goal)
        standIns.append([])
        continue
      }
      later.append(goal)
      standIns[position].append(goal)
    }
    goals = failures + first + later
    self.standIns = failures.map { _ in [] } + standIns
    self.again = again
    let comesAgain = Set(again)
    self.groups = (failures.map { [$0] } + groups).map { group in
      group.map { Recurring(goal: $0, ordinal: comesAgain.contains($0) ? 2 : 1) }
    }
  }

  /// The first goal of each group, then the second of each, and so on.
  private static func inTurn(_ groups: [[CaseGoal]]) -> [CaseGoal] {
    var open = Array(groups.indices)
    var result: [CaseGoal] = []
    for round in 0... {
      open.removeAll { groups[$0].count == round }
      guard !open.isEmpty else { break }
      result += open.map { groups[$0][round] }
    }
    return result
  }

  /// The number of valid payloads that come before those that show something.
  private static let firstCovering = 2

  /// One in so many of the later valid payloads comes after other deliveries.
  private static let sequenceStride = 8

  /// How many cases reach every goal.
  var caseCount: Int {
    let shown = covering.count + sequences.count
    let most = max(goals.count + again.count, shown == 0 ? 0 : shown + Self.firstCovering)
    // Whole rounds of two payloads of each kind, so that none is left out.
    return (most + 1) / 2 * 4
  }

  /// All that is to be tried of the contract, valid payloads first.
  var all: [CaseGoal] { covering + goals }

  /// The entries of a case, in the order in which they are tried until one can be built.
  func entries(at index: Int) -> [Entry] {
    guard !goals.isEmpty else { return entries(ofValid: index) }
    let number = index / 4 * 2 + index % 2
    return index % 4 < 2 ? entries(ofValid: number) : entries(ofBroken: number)
  }

  private func entries(ofValid number: Int) -> [Entry] {
    let valid = Entry(goal: .valid, ordinal: number)
    let shown = number - Self.firstCovering
    if covering.indices.contains(shown) { return [Entry(goal: covering[shown], ordinal: 0), valid] }
    let later = shown - covering.count
    if sequences.indices.contains(later) { return [Entry(goal: sequences[later], ordinal: 0), valid] }
    guard !sequences.isEmpty, later > 0, later % Self.sequenceStride == 0 else { return [valid] }
    let turn = later / Self.sequenceStride
    return [Entry(goal: sequences[turn % sequences.count], ordinal: 1 + turn / sequences.count), valid]
  }

  /// The entries of a broken payload by its number among those; none where there is nothing to break.
  func entries(ofBroken number: Int) -> [Entry] {
    guard !goals.isEmpty else { return [] }
    guard number >= goals.count else {
      let others = (standIns.indices.contains(number) ? standIns[number] : []).prefix(Self.candidateLimit)
        .map { Entry(goal: $0, ordinal: 0) }
      return [Entry(goal: goals[number], ordinal: 0)] + others + later(number + groups.count, others.isEmpty)
    }
    let turn = number - goals.count
    if again.indices.contains(turn) {
      return [Entry(goal: again[turn], ordinal: 1)] + later(turn + groups.count, true)
    }
    return later(turn - again.count, true)
  }

  private func later(_ turn: Int, _ isAlone: Bool) -> [Entry] {
    (0..<(isAlone ? Self.candidateLimit : 1)).map { entry(later: turn + $0 * groups.count) }
  }

  private func entry(later turn: Int) -> Entry {
    let group = groups[turn % groups.count]
    let round = turn / groups.count
    let recurring = group[round % group.count]
    return Entry(goal: recurring.goal, ordinal: recurring.ordinal + round / group.count)
  }
}

extension CaseGoal {
  /// The way in which the goal breaks a payload; `nil` where it breaks none.
  var operation: MutationOperator? {
    switch self {
    case .broken(let target): target.operation
    case .text(let operation): operation
    case .failure, .valid, .covering, .sequence, .given: nil
    }
  }

  /// What goals are grouped by: the node of the schema, or the text as a whole.
  fileprivate var group: Int {
    switch self {
    case .broken(let target): target.node
    case .text: -1
    case .failure, .valid, .covering, .sequence, .given: -2
    }
  }

  /// Whether coverage names the goal where it was not reached, whatever the reason.
  var isObligation: Bool {
    switch self {
    case .broken(let target): target.operation.info.isObligation
    case .text(let operation): operation.info.isObligation
    case .failure: true
    case .valid, .covering, .sequence, .given: false
    }
  }

  /// Whether a case of the goal is to be refused.
  var breaks: Bool {
    switch self {
    case .broken(let target): !target.operation.info.keepsValid
    case .text(let operation): !operation.info.keepsValid
    case .failure: true
    case .valid, .covering, .sequence, .given: false
    }
  }
}
