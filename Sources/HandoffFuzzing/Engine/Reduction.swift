/// Makes the choices of a failing case fewer and simpler, as long as it fails.
///
/// Knows nothing of what is built of the choices: `build` makes a value of them and says which were used, and
/// `fails` says whether that value still shows the failure. Candidates are ordered by ``ChoiceRecord/precedes(_:_:)``
/// and only a simpler one is ever taken, so that this ends.
///
/// After MacIver and Donaldson, "Test-case reduction via test-case generation" (ECOOP 2020).
final class Reduction {
  /// How a reduction went.
  struct Outcome: Sendable, Hashable {
    var record: ChoiceRecord
    /// How often it was asked whether a case fails.
    var evaluations: Int
    /// Whether no pass makes the case simpler; otherwise the budget was used up.
    var isMinimal: Bool
  }

  /// The simplest failing case so far.
  private(set) var best: ChoiceRecord
  private(set) var evaluations = 0
  private let limit: Int
  private let buildLimit: Int
  private var builds = 0
  private let make: (Draws) -> ChoiceRecord?
  private let fails: (ChoiceRecord) async -> Bool
  private var tried: Set<[Choice]> = []
  private var evaluated: Set<[Choice]>

  /// Building costs little beside asking; still it is bounded.
  private static let buildsPerEvaluation = 20

  /// Begins with a case that fails.
  ///
  /// - Parameters:
  ///   - record: The choices of the failing case.
  ///   - limit: How often `fails` may be asked.
  ///   - build: Makes a value of choices and notes which were used; `nil` where they make none.
  ///   - fails: Whether the value of these choices shows the failure.
  init(
    _ record: ChoiceRecord, limit: Int, build: @escaping (Draws) -> ChoiceRecord?,
    fails: @escaping (ChoiceRecord) async -> Bool
  ) {
    best = record
    self.limit = limit
    buildLimit = limit * Self.buildsPerEvaluation
    make = build
    self.fails = fails
    evaluated = [record.choices]
  }

  /// Whether the budget is used up.
  var isExhausted: Bool { evaluations >= limit || builds >= buildLimit }

  /// Runs passes in turn until none of them finds anything simpler.
  ///
  /// The cheap ones come first in the list, and after each success of a later one it begins with them again.
  func run(_ passes: [any ReductionPass] = ReductionPasses.all) async -> Outcome {
    _ = await accept([])
    var index = 0
    while index < passes.count, !isExhausted {
      let before = best.choices
      await passes[index].run(on: self)
      // What a pass leaves behind it has no more use for; only what others change may be.
      index = best.choices == before ? index + 1 : 0
    }
    return Outcome(record: best, evaluations: evaluations, isMinimal: index >= passes.count)
  }

  /// Takes a candidate where it is simpler than the best case and fails too.
  func accept(_ candidate: [Choice]) async -> Bool {
    guard !isExhausted, candidate != best.choices, tried.insert(candidate).inserted,
      let record = build(Draws(replaying: candidate))
    else { return false }
    return await accept(record)
  }

  /// Takes a case that was built where it is simpler than the best one and fails too.
  func accept(_ record: ChoiceRecord) async -> Bool {
    guard ChoiceRecord.precedes(record.choices, best.choices), await holds(record) else { return false }
    best = record
    return true
  }

  /// Whether a case fails that was not asked about before.
  private func holds(_ record: ChoiceRecord) async -> Bool {
    guard !isExhausted, evaluated.insert(record.choices).inserted else { return false }
    return await failsAgain(record)
  }

  /// Whether a case fails, however often that was asked.
  func failsAgain(_ record: ChoiceRecord) async -> Bool {
    evaluations += 1
    return await fails(record)
  }

  /// Makes a value of choices; `nil` where they make none.
  func build(_ draws: Draws) -> ChoiceRecord? {
    builds += 1
    return make(draws)
  }

  /// Takes the best case with other choices from `start` up to `end`.
  func replace(_ range: Range<Int>, with choices: [Choice]) async -> Bool {
    await accept(best.choices.replacing(range, with: choices))
  }
}

extension Reduction {
  /// The largest step up to `most` that `takes` takes, by doubling and then halving what is between; 0 where not
  /// even the first is taken.
  ///
  /// - Complexity: O(log *n*) questions, where *n* is the step that is found; the largest of all where whatever
  ///   lies below a step that is taken would be taken too.
  func largestStep(upTo most: Int, _ takes: (Int) async -> Bool) async -> Int {
    var taken = 0
    var step = 1
    while step < most, !isExhausted, await takes(step) {
      taken = step
      step = step > most / 2 ? most : step * 2
    }
    if step >= most, most > taken {
      if await takes(most) { return most }
      step = most
    }
    var refused = step
    while refused - taken > 1, !isExhausted {
      let middle = taken + (refused - taken) / 2
      if await takes(middle) { taken = middle } else { refused = middle }
    }
    return taken
  }
}

extension Array {
  /// The elements with others in place of a range.
  func replacing(_ range: Range<Int>, with elements: some Collection<Element>) -> [Element] {
    var result = self
    result.replaceSubrange(range, with: elements)
    return result
  }
}
