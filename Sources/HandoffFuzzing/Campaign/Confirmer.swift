import HandoffSchema

/// Runs what failed again, in a fresh consumer, and says how far it can be trusted.
struct Confirmer<Consumer: HandoffConsumer> {
  /// How often a case must fail in fresh consumers before it is said to fail.
  static var times: Int { 4 }
  /// How often a case must pass in fresh consumers before earlier cases are blamed.
  private static var chances: Int { 12 }
  /// How often a case is given to one consumer to see at which run it fails: one start for what else takes one each.
  private static var runsOfOne: Int { 40 }
  /// After so many failures the rate is known well enough.
  private static var failuresMeasured: Int { 40 }
  /// How often a hanging consumer may be waited for to make its payload smaller.
  private static var hangRuns: Int { 1 }
  /// How often a crash may be paid for to make its payload smaller: each costs a start of the consumer.
  private static var crashRuns: Int { 48 }
  /// How often a broken protocol may be looked at to make its payload smaller: each costs two starts.
  private static var protocolRuns: Int { 16 }

  let subject: CampaignSubject
  let judge: Judge
  let options: CampaignOptions
  let consumer: Consumer
  /// The cases of the campaign in the order in which they were run.
  let log: CampaignLog
  private var runs = 0

  init(
    subject: CampaignSubject, judge: Judge, options: CampaignOptions, consumer: Consumer,
    log: CampaignLog
  ) {
    self.subject = subject
    self.judge = judge
    self.options = options
    self.consumer = consumer
    self.log = log
  }

  /// Confirms the cause by its best sighting, and makes that smaller.
  mutating func settle(_ cause: FailureCause) async -> SettledFailure {
    runs = 1
    let first = cause.candidates[0]
    // What the consumer does at the level of lines was compared over several starts when it was recognised.
    if case .garbled(let mistake) = first.answer {
      return mistake.isOfPayloads ? await shrunk(first, 1) : settled(first, .confirmed)
    }
    let times = cause.failureClass == .hang ? 1 : Self.times
    var isPartial = false
    for var sighting in cause.candidates {
      let failed = await failures(of: &sighting, in: times)
      if failed == times { return await shrunk(sighting, times) }
      if failed > 0 { isPartial = true }
    }
    guard !Task.isCancelled else { return settled(first, .unconfirmed("the run was ended before")) }
    guard cause.failureClass != .hang else {
      return settled(first, .unconfirmed("it answered in time when it was run again"))
    }
    // Chance looks like state to whoever does not ask for it first.
    if !isPartial { isPartial = await failsAtAnotherRun(first) }
    if !isPartial { isPartial = await failsByChance(first) }
    if !isPartial, let state = await stateDependence(of: cause) { return state }
    let rate = await rate(of: first, limit: options.repeats)
    var result = settled(first, .flaky(rate), rate)
    result.notes = reachNote(first)
    return result
  }

  /// What a consumer read that an earlier payload had brought, with that payload; `nil` where a fresh one reads the same,
  /// so that it comes from somewhere else.
  mutating func settleCarried(_ cause: FailureCause) async -> SettledFailure? {
    runs = 1
    guard var sighting = cause.candidates.first, await failures(of: &sighting, in: 1) == 0, !Task.isCancelled
    else {
      return nil
    }
    return await stateDependence(of: cause)
  }

  /// Gives one payload again and again.
  ///
  /// Where it fails often, fewer runs are enough; a payload that never failed again failed once at least.
  mutating func rate(of sighting: Sighting, limit: Int, isExact: Bool = false) async -> FailureRate {
    var failures = 0
    var count = 0
    if consumer.isRenewable { await consumer.renew() }
    while count < limit, isExact || failures < Self.failuresMeasured, !Task.isCancelled {
      count += 1
      if await fails(sighting.built, like: sighting.judgement, as: sighting.index) { failures += 1 }
      if consumer.surrender != nil { break }
    }
    return failures == 0
      ? FailureRate(failures: 1, of: count + 1) : FailureRate(failures: failures, of: count)
  }

  private func settled(
    _ sighting: Sighting, _ confirmation: Confirmation, _ rate: FailureRate? = nil
  ) -> SettledFailure {
    SettledFailure(
      built: sighting.built, judgement: sighting.judgement, answer: sighting.answer,
      confirmation: confirmation,
      rate: rate, runs: runs)
  }

  private mutating func run(_ content: HandoffCase.Content, as index: Int) async -> ConsumerAnswer {
    runs += 1
    return await consumer.answer(HandoffCase(handoff: subject.name, index: index, content: content))
  }

  private mutating func fails(_ built: BuiltCase, like judgement: Judge.Judgement, as index: Int) async
    -> Bool
  {
    let answer = await run(built.content, as: index)
    return judge.focused(on: judgement).judge(built, answer) != nil
  }

  /// How often a sighting fails in so many fresh consumers; one that does not fail at first is not tried again.
  private mutating func failures(of sighting: inout Sighting, in times: Int) async -> Int {
    var failed = 0
    for time in 0..<times {
      await consumer.renew()
      let answer = await run(sighting.built.content, as: sighting.index)
      if judge.focused(on: sighting.judgement).judge(sighting.built, answer) != nil {
        failed += 1
        // The answer to a case that was made again was not kept.
        if sighting.isShed { sighting.answer = answer }
      }
      if time == 0, failed == 0 { return 0 }
    }
    return failed
  }

  /// Whether two fresh consumers that are given a case again and again fail at another run each, as no state explains.
  private mutating func failsAtAnotherRun(_ sighting: Sighting) async -> Bool {
    guard consumer.isRenewable else { return false }
    let run = await firstFailure(of: sighting)
    return await firstFailure(of: sighting) != run
  }

  /// The first run at which a fresh consumer fails on a sighting that it is given again and again.
  private mutating func firstFailure(of sighting: Sighting) async -> Int? {
    await consumer.renew()
    for run in 0..<Self.runsOfOne where !Task.isCancelled && consumer.surrender == nil {
      if await fails(sighting.built, like: sighting.judgement, as: sighting.index) { return run }
    }
    return nil
  }

  private mutating func failsByChance(_ sighting: Sighting) async -> Bool {
    for _ in 0..<Self.chances {
      await consumer.renew()
      if await fails(sighting.built, like: sighting.judgement, as: sighting.index) { return true }
    }
    return false
  }

  private mutating func shrunk(_ sighting: Sighting, _ times: Int) async -> SettledFailure {
    var result = settled(sighting, .confirmed)
    let limit = min(options.shrinkingRuns, limit(for: sighting.judgement.failureClass))
    guard sighting.built.goal != .given, limit > 0 else { return result }
    let (consumer, name, index) = (consumer, subject.name, sighting.index)
    var shrinker = Shrinker(
      sighting.built, sighting.judgement, subject: subject, judge: judge.focused(on: sighting.judgement),
      limit: limit
    ) { content in
      await consumer.answer(HandoffCase(handoff: name, index: index, content: content))
    }
    let smaller = await shrinker.shrink()
    runs += smaller.runs
    var candidate = sighting
    candidate.built = smaller.built
    candidate.judgement = smaller.judgement
    result.isMinimal = smaller.isMinimal
    guard smaller.built.content != sighting.built.content, consumer.surrender == nil else {
      result.freeParts = smaller.freeParts
      result.runs = runs
      return result
    }
    // What was made smaller ran in a consumer that had seen a lot; the report is to hold for a fresh one.
    await consumer.renew()
    let answer = await run(smaller.built.content, as: index)
    let isSame = judge.focused(on: sighting.judgement).judge(smaller.built, answer) != nil
    if isSame, await failures(of: &candidate, in: times) == times {
      candidate.answer = answer
      result = settled(candidate, .confirmed)
      result.isMinimal = smaller.isMinimal
      result.freeParts = smaller.freeParts
    }
    result.runs = runs
    return result
  }

  private func limit(for failureClass: FailureClass) -> Int {
    if failureClass == .hang { return Self.hangRuns }
    if failureClass == .brokenProtocol { return Self.protocolRuns }
    return failureClass == .crash ? Self.crashRuns : options.shrinkingRuns
  }

  /// The cases that the same consumer was given before, the last ones where they are too many.
  private func contents(before sighting: Sighting) -> [HandoffCase.Content] {
    log.contents(of: sighting.before, last: StateSearch<Consumer>.reach) { goal, ordinal in
      try? subject.build(goal, ordinal: ordinal, seed: options.seed).content
    }
  }

  /// Says where earlier cases may be the reason all the same, because not all of them were tried.
  private func reachNote(_ sighting: Sighting) -> [String] {
    let count = sighting.before.range.count
    guard count > StateSearch<Consumer>.reach || !sighting.before.isWhole else { return [] }
    return [
      "Whether it depends on what came before was looked for among the last \(StateSearch<Consumer>.reach) of"
        + " \(sighting.before.isWhole ? "" : "more than ")\(count) cases."
    ]
  }

  private mutating func stateDependence(of cause: FailureCause) async -> SettledFailure? {
    for sighting in cause.candidates where !sighting.before.range.isEmpty {
      var search = StateSearch(
        sighting, judge: judge, handoff: subject.name, before: contents(before: sighting), consumer: consumer)
      let found = await search.shortest()
      runs += search.runs
      guard let found else { continue }
      var result = settled(sighting, .dependsOnState(after: found.contents, isShortest: found.isShortest))
      result.runs = runs
      return result
    }
    return nil
  }
}
