public import HandoffContracts
package import HandoffSchema
package import HandoffTraffic

/// Runs the consumer of one handoff against generated payloads.
///
/// Half of the cases are payloads that the producer may send, which must be accepted; the others have one
/// constraint broken, or are a failure of the producer, and must not be taken for results. The same system,
/// options and consumer give the same report on every machine.
public struct HandoffCampaign: Sendable {
  /// The name of the handoff, such as `"A->B"`.
  public let handoff: String
  /// How it is run.
  public var options: CampaignOptions
  private let subject: CampaignSubject
  /// The most bytes of payloads that failed which are kept while it runs; others are made again.
  var contentLimit = CauseBook.usualContentLimit

  /// Prepares a campaign.
  ///
  /// - Parameters:
  ///   - system: The declaration.
  ///   - handoff: The name of a handoff such as `"A->B"`, or of the way back of one, `"A<-B"`.
  ///   - earlier: The declaration as it was before, whose payloads may still come; `nil` where there is none.
  ///   - options: How the campaign is run.
  /// - Throws: ``CampaignError`` where there is nothing to run.
  /// - Complexity: O(*n*) in the size of the system.
  public init(
    _ system: AgentSystem, handoff: String, earlier: AgentSystem? = nil,
    options: CampaignOptions = CampaignOptions()
  ) throws(CampaignError) {
    var traffic = Traffic(system)
    let passages = traffic.structure.passages(of: system)
    let names = passages.map { traffic.structure.name(of: $0) }
    guard let position = names.firstIndex(where: { $0.hasSameCodePoints(as: handoff) }) else {
      throw CampaignError(.unknownHandoff(handoff, known: names))
    }
    try self.init(passages[position], in: &traffic, earlier: earlier, options: options)
    // The system may be one that nobody looked at for problems.
    if let error = traffic.questions.brokenSchema { throw CampaignError(.schema(error)) }
  }

  /// Prepares a campaign over one passage of a system whose traffic is known.
  package init(
    _ passage: Passage, in traffic: inout Traffic, earlier: AgentSystem? = nil,
    options: CampaignOptions = CampaignOptions()
  ) throws(CampaignError) {
    guard options.shard.count > 0, (0..<options.shard.count).contains(options.shard.index) else {
      throw CampaignError(.option("a shard is one of 1 or more, counted from 0; got \(options.shard)"))
    }
    guard options.cases ?? 1 > 0 else { throw CampaignError(.option("a campaign needs 1 case or more")) }
    self.options = options
    subject = try CampaignSubject(passage, in: &traffic, earlier: earlier)
    handoff = subject.name
  }

  /// What travels, as a schema.
  package var schema: Schema { subject.schema }

  /// The names of the members that the schema of what travels describes, those aside that may be ignored.
  package var heededNames: Set<ExactString> { subject.heededNames }

  /// The number of cases of the whole campaign, all shards together.
  ///
  /// - Parameter readsText: Whether the consumer can be given text that is not JSON.
  /// - Returns: The number that was asked for, or else what exercises every constraint, or as many of them as large
  ///   payloads leave time for; 1 or more.
  public func caseCount(readsText: Bool) -> Int {
    options.cases
      ?? subject.usualCaseCount(subject.schedule(seed: options.seed, readsText: readsText), options.seed)
      .count
  }

  /// The number of cases of the part that is run.
  package func shareCount(readsText: Bool) -> Int {
    (caseCount(readsText: readsText) - options.shard.index + options.shard.count - 1) / options.shard.count
  }

  /// Runs the campaign: the given cases first, then those of the plan; then each cause of failure is made small and
  /// run again in a fresh consumer.
  ///
  /// - Parameters:
  ///   - consumer: The receiving side.
  ///   - given: What to try before anything else: recorded payloads, failures of earlier runs. They are not counted
  ///     among the cases.
  ///   - isOver: Asked before each case whether the time for the campaign is over.
  ///   - progress: Called after each case.
  /// - Returns: What was found; a cancelled run says that it is not complete.
  public func run(
    _ consumer: some HandoffConsumer, given: [GivenCase] = [], isOver: () -> Bool = { false },
    progress: (CampaignProgress) -> Void = { _ in }
  ) async -> CampaignReport {
    let schedule = subject.schedule(seed: options.seed, readsText: consumer.readsText)
    var run = CampaignRun(
      subject: subject, options: options, schedule: schedule, contentLimit: contentLimit)
    for shortfall in subject.shortfalls { run.fallShort(shortfall) }
    for item in given {
      guard run.end == nil, run.surrender == nil, !Task.isCancelled else { break }
      await run.evaluate(item, consumer)
    }
    let usual = subject.usualCaseCount(schedule, options.seed)
    if options.cases == nil, usual.count < usual.needed {
      run.fallShort(
        "payloads \(usual.weight) leave time for \(usual.count) cases; \(usual.needed) would try every "
          + "constraint, and that many are run where they are asked for")
    }
    let count = options.cases ?? usual.count
    let indices = Array(stride(from: options.shard.index, to: count, by: options.shard.count))
    var next = 0
    var prepared: PreparedBlock?
    while next < indices.count, !stops(&run, isOver) {
      // Nothing is run ahead before it is known that the consumer answers at all.
      let width = run.hasAnswer ? max(1, consumer.width) : 1
      let ready = prepared
      prepared = nil
      let block = ready?.indices ?? Array(indices[next...].prefix(width))
      var ahead: [CaseAhead?] = [nil]
      if block.count > 1, let concurrent = consumer as? any ConcurrentConsumer {
        var items = ready?.items ?? run.prepare(block, takesDeliveries: true)
        concurrent.begin(run.cases(of: items, at: block))
        let following = Array(indices[(next + block.count)...].prefix(width))
        prepared =
          following.count > 1
          ? PreparedBlock(indices: following, items: run.prepare(following, takesDeliveries: true)) : nil
        run.take(await concurrent.ended(), of: &items)
        ahead = items
      } else if block.count > 1 {
        ahead = await run.ahead(block, consumer)
      }
      next += block.count
      for (index, item) in zip(block, ahead) where !stops(&run, isOver) {
        await run.step(index, consumer, ahead: item)
        progress(CampaignProgress(cases: run.cases, failures: run.failureCount))
      }
      // What is known by now to end the consumer is not to be run once more.
      if run.knowsTrouble { prepared = nil }
    }
    if run.end == nil, let why = run.surrender { run.stop(why) }
    return await run.report(consumer)
  }

  /// Cases that were built while those before them were run.
  private struct PreparedBlock {
    var indices: [Int]
    var items: [CaseAhead]
  }

  /// Ends a run for which there is a reason to end.
  private func stops(_ run: inout CampaignRun, _ isOver: () -> Bool) -> Bool {
    if run.end != nil { return true }
    if Task.isCancelled {
      run.stop("it was interrupted")
    } else if let why = run.surrender {
      run.stop(why)
    } else if isOver() {
      run.stop("the time that was given is over")
    }
    return run.end != nil
  }

  /// Runs one case again.
  ///
  /// - Parameters:
  ///   - token: The replay token of a failure.
  ///   - consumer: The receiving side.
  /// - Returns: A report over this one case, which is not made smaller again.
  /// - Throws: ``ReplayError`` where the token is not one of this handoff, or the contract has changed.
  public func replay(
    _ token: String, _ consumer: some HandoffConsumer
  ) async throws(ReplayError) -> CampaignReport {
    let text = token
    let token = try ReplayToken(parsing: text)
    guard token.handoff.hasSameCodePoints(as: handoff) else {
      throw ReplayError(.otherHandoff(token.handoff, expected: handoff))
    }
    var before: [HandoffCase.Content] = []
    let built: BuiltCase
    switch token.form {
    case .contents(let contents):
      built = BuiltCase(given: contents.content, mutation: contents.mutation)
      before = contents.before
    case .checkedChoices(let choices, let digest):
      built = try rebuilt(choices, try goal(of: token))
      guard ReplayToken.digest(of: built.content) == digest else {
        throw ReplayError(.notBuildable("its choices lead to another payload now"))
      }
    }
    var run = CampaignRun(
      subject: subject, options: options, schedule: GoalSchedule(failures: [built.goal], rest: []))
    var (times, failed) = (0, 0)
    while times < max(1, options.replays), run.end == nil, !Task.isCancelled {
      times += 1
      let count = run.failedCount
      await run.prepare(before, consumer)
      await run.evaluate(built, index: 0, consumer)
      if run.failedCount > count { failed += 1 }
    }
    // A goal that is gone is one that the contract had.
    let wasBroken = token.goal != 0 && (try? goal(of: token))?.breaks != false
    if wasBroken, case .contents = token.form, run.standsAsPromised(built) {
      run.fallShort(
        "the contract has changed: the payload broke it when the token was written, and keeps it now")
    } else if failed == 0 {
      run.fallShort(
        "only the case of the token was run, \(times == 1 ? "once" : "\(times) times"), and it did not fail")
    }
    var confirmation = Confirmation.confirmed
    if failed < times {
      confirmation = .flaky(FailureRate(failures: failed, of: times))
    } else if !before.isEmpty, run.end == nil {
      confirmation = .dependsOnState(after: before, isShortest: true)
    }
    var report = await run.report(consumer, replay: confirmation)
    for index in report.failures.indices { report.failures[index].replay = text }
    return report
  }

  /// The case that a token names; `nil` where it names it by choices, which only a campaign can follow.
  ///
  /// - Throws: ``ReplayError`` where the text is no whole token.
  public static func given(ofReplay token: String) throws(ReplayError) -> GivenCase? {
    guard case .contents(let contents) = try ReplayToken(parsing: token).form else { return nil }
    return GivenCase(contents.content, mutation: contents.mutation, after: contents.before)
  }

  /// The token that runs a content again, whatever it is worth.
  package static func token(for content: HandoffCase.Content, on handoff: String) -> String {
    "\(ReplayToken(of: BuiltCase(given: content), handoff: handoff, goal: nil))"
  }

  /// Runs cases from outside and no others; whether that is enough to conclude anything is the caller's matter.
  package func run(
    _ consumer: some HandoffConsumer, only given: [GivenCase]
  ) async -> CampaignReport {
    var run = CampaignRun(
      subject: subject, options: options, schedule: GoalSchedule(failures: [.given], rest: []))
    for item in given {
      guard run.end == nil, consumer.surrender == nil, !Task.isCancelled else { break }
      await run.evaluate(item, consumer)
    }
    return await run.report(consumer)
  }

  private func rebuilt(_ choices: [UInt64], _ goal: CaseGoal) throws(ReplayError) -> BuiltCase {
    try buildable { () throws(DeadEnd) in try subject.build(goal, from: choices) }
  }

  private func buildable(_ build: () throws(DeadEnd) -> BuiltCase) throws(ReplayError) -> BuiltCase {
    do throws(DeadEnd) { return try build() } catch { throw ReplayError(.notBuildable("\(error)")) }
  }

  /// The goal that a token stands for; every one is known here, whatever the consumer reads and whichever failures
  /// are expected by now.
  private func goal(of token: ReplayToken) throws(ReplayError) -> CaseGoal {
    if token.goal == 0 { return .valid }
    let all =
      subject.obligations.map(CaseGoal.covering) + subject.targets.map(CaseGoal.broken)
      + subject.failures.indices.map(CaseGoal.failure) + MutationOperator.ofTexts.map(CaseGoal.text)
      + MutationOperator.ofSequences.map(CaseGoal.sequence)
    guard let goal = all.first(where: { subject.label(of: $0).map(ReplayToken.digest) == token.goal }) else {
      throw ReplayError(.goalGone)
    }
    return goal
  }

  /// The name of the handoff that a replay token is for.
  ///
  /// - Throws: ``ReplayError`` where the text is no whole token.
  public static func handoff(ofReplay token: String) throws(ReplayError) -> String {
    try ReplayToken(parsing: token).handoff
  }
}
