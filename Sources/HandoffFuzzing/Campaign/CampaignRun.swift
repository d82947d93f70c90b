import HandoffSchema

/// The state of a campaign while it runs.
struct CampaignRun {
  let subject: CampaignSubject
  let options: CampaignOptions
  private let schedule: GoalSchedule
  private let judge: Judge
  /// Whether failures are made smaller.
  var shrinks = true
  private(set) var cases = 0
  private var validAccepted = 0
  private var validFailed = 0
  private var valid = 0
  private var tally = CoverageTally()
  private var neededTolerances: Set<MutationOperator> = []
  private var failures: [(key: Key, failure: CampaignFailure)] = []
  private var known: Set<Key> = []
  private var unreported = 0
  private var shortfalls: [String] = []
  private var notBuilt = 0
  private var firstProblem = ""
  private var isComplete = true

  /// What tells distinct failures apart.
  private struct Key: Hashable {
    var failureClass: FailureClass
    var operation: MutationOperator?
    var place: String
  }

  /// Reasons of refusal are free text; beyond this many different ones they say the same.
  private static let reasonsPerClass = 8
  private static let hangRuns = 4

  init(subject: CampaignSubject, options: CampaignOptions, schedule: GoalSchedule) {
    self.subject = subject
    self.options = options
    self.schedule = schedule
    judge = Judge(subject: subject, tolerating: options.tolerating + subject.tolerated)
  }

  /// Notes what falls short although everything is run.
  mutating func fallShort(_ why: String) {
    shortfalls.append(why)
  }

  /// Ends the run before its time.
  mutating func stop(_ why: String) {
    isComplete = false
    shortfalls.append(why)
  }

  private var goals: [CaseGoal] { schedule.goals }

  /// Builds and runs the case at an index.
  mutating func step(_ index: Int, _ consumer: some HandoffConsumer) async {
    for entry in schedule.entries(at: index) {
      do throws(DeadEnd) {
        let built = try subject.build(entry.goal, ordinal: entry.ordinal, seed: options.seed)
        let origin = ReplayToken.Form.drawn(seed: options.seed, ordinal: UInt64(entry.ordinal))
        await evaluate(built, index: index, origin: origin, consumer)
        return
      } catch {
        // What could not be broken is named by the coverage; what could not be built at all is a shortfall.
        guard entry.goal == .valid else {
          tally.fail(entry.goal, because: "\(error)")
          continue
        }
        notBuilt += 1
        if firstProblem.isEmpty { firstProblem = "\(error)" }
      }
    }
  }

  /// Runs one case and looks at the answer.
  mutating func evaluate(
    _ built: BuiltCase, index: Int, origin: ReplayToken.Form, _ consumer: some HandoffConsumer
  ) async {
    let name = subject.name
    let run: (HandoffCase.Content) async -> ConsumerAnswer = { content in
      await consumer.answer(HandoffCase(handoff: name, index: index, content: content))
    }
    cases += 1
    let answer = await run(built.content)
    note(built, answer)
    judge.neededTolerance(built, answer).map { _ = neededTolerances.insert($0) }
    guard let judgement = judge.judge(built, answer) else { return }
    let key = Key(
      failureClass: judgement.failureClass, operation: built.mutation?.operation, place: judgement.place)
    guard known.insert(key).inserted, !isSaturated(key) else { return }
    guard failures.count < options.failureLimit else {
      unreported += 1
      return
    }
    var result = Shrinker.Result(built: built, judgement: judgement, runs: 0)
    var form = origin
    if shrinks {
      let limit = judgement.failureClass == .hang ? Self.hangRuns : options.shrinkingRuns
      var shrinker = Shrinker(built, judgement, subject: subject, judge: judge, limit: limit, run: run)
      result = await shrinker.shrink()
      if result.built.content != built.content { form = .choices(result.built.choices) }
    }
    add(result, key, form)
  }

  private mutating func note(_ built: BuiltCase, _ answer: ConsumerAnswer) {
    switch judge.standing(of: built) {
    case .valid:
      valid += 1
      // Some goals are valid payloads, at a boundary or in an unusual form.
      tally.reach(built.goal)
      if case .accepted = answer { validAccepted += 1 }
      if case .failure = answer { validFailed += 1 }
    case .tolerated:
      if built.goal.breaks {
        tally.fail(built.goal, because: "the consumer declares to accept what was made")
      } else {
        tally.reach(built.goal)
      }
    case .broken, .failure, .text:
      if case .accepted = answer, judge.neededTolerance(built, answer) == nil {
        tally.reach(built.goal, .escaped)
      } else {
        tally.reach(built.goal)
      }
    }
  }

  private func isSaturated(_ key: Key) -> Bool {
    guard key.failureClass == .overStrict else { return false }
    return known.count { $0.failureClass == key.failureClass } > Self.reasonsPerClass
  }

  private mutating func add(_ result: Shrinker.Result, _ key: Key, _ form: ReplayToken.Form) {
    let built = result.built
    var key = key
    key.place = result.judgement.place
    // Two reasons may shrink to one payload; that is one failure.
    let isRepeated = failures.contains {
      $0.key == key || $0.failure.content == built.content && $0.key.failureClass == key.failureClass
    }
    guard !isRepeated else { return }
    known.insert(key)
    let token = ReplayToken(handoff: subject.name, goal: subject.label(of: built.goal), form: form)
    failures.append(
      (
        key,
        CampaignFailure(
          failureClass: result.judgement.failureClass, handoff: subject.name, content: built.content,
          mutation: built.mutation, explanation: result.judgement.explanation, evaluations: result.runs + 1,
          replay: token.description)
      ))
  }

  /// What the run has shown.
  func report() -> CampaignReport {
    var shortfalls = shortfalls
    if notBuilt > 0 {
      shortfalls.append("\(notBuilt) valid payloads could not be generated: \(firstProblem)")
    }
    if unreported > 0 {
      shortfalls.append("\(unreported) more distinct failures beyond the first \(options.failureLimit)")
    }
    return CampaignReport(
      handoff: subject.name, verdict: verdict, seed: options.seed, cases: cases,
      coverage: tally.coverage(of: schedule.all) { subject.label(of: $0) },
      failures: failures.map(\.failure), isComplete: isComplete && notBuilt == 0, shortfalls: shortfalls,
      unneededTolerances: unneededTolerances)
  }

  /// Tolerances that nothing needed; a part of a campaign knows of none.
  private var unneededTolerances: [MutationOperator] {
    guard isComplete, shrinks, options.shard.count == 1 else { return [] }
    return judge.tolerating.filter { !neededTolerances.contains($0) }
  }

  private var verdict: CampaignReport.Verdict {
    if !failures.isEmpty { return .incompatible }
    if !isComplete { return .undecided("the campaign was not finished") }
    let asksForValid = goals != [.valid] && shrinks
    if asksForValid, valid == 0 {
      return .undecided(
        "no valid payload could be generated" + (firstProblem.isEmpty ? "" : ": \(firstProblem)"))
    }
    if valid > 0, validAccepted == 0, validFailed == valid {
      return .undecided("the consumer answered every valid payload with a failure of its own")
    }
    return .compatible
  }
}
