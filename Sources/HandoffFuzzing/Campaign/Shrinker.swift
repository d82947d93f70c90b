import HandoffSchema

/// Makes a failing case smaller by making its choices fewer and simpler.
///
/// Every candidate is built from choices, so it keeps the schema by construction; what it is worth is asked of
/// the validator again, and the consumer is run again. Only a candidate of the same class, operator and place
/// is taken.
struct Shrinker {
  struct Result {
    var built: BuiltCase
    var judgement: Judge.Judgement
    /// How often the consumer was run.
    var runs: Int
    /// Whether nothing simpler fails alike, as far as the passes can see; otherwise the limit was met.
    var isMinimal = true
    /// The locations of parts that do not matter: whatever else was tried there fails alike.
    var freeParts: [JSONPointer] = []
  }

  /// So many other contents of a part must fail alike before it is said not to matter.
  private static let variants = 4
  /// How often the consumer is run at most to find out what does not matter.
  private static let freedomRuns = 60

  private let subject: CampaignSubject
  private let judge: Judge
  private let limit: Int
  private let run: (HandoffCase.Content) async -> ConsumerAnswer
  private let original: Result

  /// Prepares to shrink a case, running the consumer at most `limit` times.
  init(
    _ built: BuiltCase, _ judgement: Judge.Judgement, subject: CampaignSubject, judge: Judge, limit: Int,
    run: @escaping (HandoffCase.Content) async -> ConsumerAnswer
  ) {
    self.subject = subject
    self.judge = judge
    self.limit = limit
    self.run = run
    original = Result(built: built, judgement: judgement, runs: 0)
  }

  /// The smallest case that was found.
  mutating func shrink() async -> Result {
    let (judge, limit, run, original) = (judge, limit, run, original)
    let trials = Trials(original.built, original.judgement, subject, limit: limit)
    let reduction = Reduction(original.built.record, limit: limit, build: { trials.build($0) }) { record in
      guard let candidate = trials.last, candidate.record == record else { return false }
      let content = candidate.content
      // Other choices may build the same content, which is not run twice.
      if trials.judgements[content] == nil {
        guard trials.runs < trials.limit else { return false }
        trials.runs += 1
        let found = judge.judge(candidate, await run(content))
        trials.judgements[content] = .some(found.flatMap { original.isSame($0, candidate) ? $0 : nil })
      }
      guard let judgement = trials.judgements[content] ?? nil else { return false }
      if trials.takesBest { trials.best = Result(built: candidate, judgement: judgement, runs: 0) }
      return true
    }
    let outcome = await reduction.run()
    trials.takesBest = false
    var result = trials.best
    result.isMinimal = outcome.isMinimal
    trials.limit = min(limit, trials.runs + Self.freedomRuns)
    let free = await reduction.freeParts(variants: Self.variants, seed: 1)
    result.freeParts = subject.pointers(to: free, in: result.built)
    result.runs = trials.runs
    return result
  }
}

extension Shrinker.Result {
  fileprivate func isSame(_ found: Judge.Judgement, _ candidate: BuiltCase) -> Bool {
    found.failureClass == judgement.failureClass
      && candidate.mutation?.operation == built.mutation?.operation
      && (found.isLike(judgement) || found.failureClass == .overStrict)
  }
}

/// What was built and found while one case is shrunk.
private final class Trials {
  /// The case that was built last: the reduction asks about no other.
  private(set) var last: BuiltCase?
  var best: Shrinker.Result
  /// What is known of each content; no judgement where it does not fail alike.
  var judgements: [HandoffCase.Content: Judge.Judgement?]
  var runs = 0
  var limit: Int
  /// Whether what fails is the new best case, or only tells what does not matter.
  var takesBest = true
  private let subject: CampaignSubject

  init(
    _ original: BuiltCase, _ judgement: Judge.Judgement, _ subject: CampaignSubject, limit: Int
  ) {
    self.subject = subject
    self.limit = limit
    best = Shrinker.Result(built: original, judgement: judgement, runs: 0)
    judgements = [original.content: judgement]
  }

  func build(_ draws: Draws) -> ChoiceRecord? {
    last = try? subject.build(best.built.goal, from: draws)
    return last?.record
  }
}
