import HandoffSchema

/// The state of a campaign while it runs: first all cases, then what their failures have in common.
struct CampaignRun {
  let subject: CampaignSubject
  let options: CampaignOptions
  private let schedule: GoalSchedule
  private let judge: Judge
  private(set) var cases = 0
  private var tally = CampaignTally()
  private var book: CauseBook
  private var trouble = KnownTrouble()
  private var spared = 0
  /// Cases that were left out because they only repeat what was tried, of a consumer that ends too often.
  private var unrepeated = 0
  private var carried = CarriedOver()
  private var neededTolerances: Set<MutationOperator> = []
  /// What the consumer was handed, in the order in which it was.
  private(set) var log = CampaignLog()
  /// Why the consumer cannot be run any more; `nil` while it can.
  private(set) var surrender: String?
  private var shortfalls: [String] = []
  private(set) var isComplete = true
  /// Whether the consumer has answered at all.
  private(set) var hasAnswer = false
  /// Why the campaign ended before its time; `nil` where it did not.
  private(set) var end: String?

  /// So many other payloads of a goal are tried instead of one that is known to end the consumer.
  private static let substitutes = 4
  /// A consumer that was given so many cases and answered none does not answer at all.
  private static let startsOfSilence = 3
  /// Of so many members it is asked whether an earlier payload brought them.
  private static let carriedLimit = 4
  /// Far from all numbers that a campaign counts through.
  private static let substituteStride = 1_000_003

  init(
    subject: CampaignSubject, options: CampaignOptions, schedule: GoalSchedule,
    contentLimit: Int = CauseBook.usualContentLimit
  ) {
    book = CauseBook(contentLimit: contentLimit)
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
    end = why
    shortfalls.append("stopped after \(cases) \(cases == 1 ? "case" : "cases"): \(why)")
  }

  /// How many kinds of failure were met.
  var failureCount: Int { book.entries.count }

  /// Whether anything is known to end the consumer, so that what comes next depends much on what was answered last.
  var knowsTrouble: Bool { trouble.isAny }

  /// How many cases failed.
  var failedCount: Int { book.count + carried.count }

  /// Builds and runs cases before their turn, as far as it can be told now which they are.
  mutating func ahead(_ indices: [Int], _ consumer: some HandoffConsumer) async -> [CaseAhead] {
    var items = prepare(indices)
    take(await consumer.answers(to: cases(of: items, at: indices)), of: &items)
    return items
  }

  /// Builds cases before their turn, as far as it can be told now which they are.
  func prepare(_ indices: [Int], takesDeliveries: Bool = false) -> [CaseAhead] {
    var expected = trouble
    return indices.map { index in
      var item = ahead(index, &expected)
      item.takesDeliveries = takesDeliveries
      return item
    }
  }

  /// What is handed over for cases that were built, with the deliveries before each.
  func cases(of items: [CaseAhead], at indices: [Int]) -> [HandoffCase] {
    zip(indices, items).flatMap { index, item -> [HandoffCase] in
      guard let chosen = item.chosen else { return [] }
      return (chosen.before + [chosen.content]).enumerated().map { place, content in
        var item = HandoffCase(handoff: subject.name, index: index, content: content)
        item.isContinuation = place > 0
        return item
      }
    }
  }

  /// Takes the replies to cases that were built ahead.
  ///
  /// Each is noted as it was run, whether or not it turns out to be what should have been run: it may have changed the
  /// state of the consumer, for what is run after the block.
  mutating func take(_ replies: [ConsumerReply], of items: inout [CaseAhead]) {
    var replies = replies.makeIterator()
    for position in items.indices {
      guard let chosen = items[position].chosen else { continue }
      var last: ConsumerReply?
      for content in chosen.before {
        guard let reply = replies.next() else { return }
        if last?.answer.endsConsumer == true { continue }
        log.append(.given(content), to: reply.job, endsConsumer: reply.answer.endsConsumer)
        last = reply
      }
      guard let reply = replies.next() else { return }
      if let last, last.answer.endsConsumer {
        items[position].outcome = .init(reply: last, isCutShort: true, before: log.stretch(of: last.job))
        continue
      }
      items[position].outcome = .init(reply: reply, before: log.stretch(of: reply.job))
      log.append(
        items[position].source ?? .given(chosen.content), to: reply.job,
        endsConsumer: reply.answer.endsConsumer)
    }
  }

  private func ahead(_ index: Int, _ expected: inout KnownTrouble) -> CaseAhead {
    var item = CaseAhead()
    let entries = schedule.entries(at: index)
    if let first = entries.first, first.isRepetition, expected.spares(isPromised: !first.goal.breaks) {
      return item
    }
    for entry in entries {
      do throws(DeadEnd) {
        for attempt in 0..<Self.substitutes {
          let built = try build(entry, attempt)
          item.built.append(.success(built))
          item.source = .drawn(entry.goal, ordinal: Self.ordinal(entry, attempt))
          let isPromised = expected.isAny && standsAsPromised(built)
          if !expected.expects(built.content, isPromised: isPromised) { return item }
        }
        // All of them are known to end the consumer: nothing is run.
        item.built.append(.failure(.refused))
        return item
      } catch {
        item.built.append(.failure(error))
      }
    }
    return item
  }

  private func build(_ entry: GoalSchedule.Entry, _ attempt: Int) throws(DeadEnd) -> BuiltCase {
    try subject.build(entry.goal, ordinal: Self.ordinal(entry, attempt), seed: options.seed)
  }

  private static func ordinal(_ entry: GoalSchedule.Entry, _ attempt: Int) -> Int {
    entry.ordinal + attempt * substituteStride
  }

  /// Builds and runs the case at an index, unless that was done before its turn.
  mutating func step(_ index: Int, _ consumer: some HandoffConsumer, ahead: CaseAhead? = nil) async {
    var known = (ahead?.built ?? [])[...]
    let entries = schedule.entries(at: index)
    if let first = entries.first, first.isRepetition, trouble.spares(isPromised: !first.goal.breaks) {
      unrepeated += 1
      return
    }
    for entry in entries {
      do throws(DeadEnd) {
        for attempt in 0..<Self.substitutes {
          let isGuess = known.count == 1
          let built: BuiltCase
          if let first = known.popFirst() {
            built = try first.get()
          } else {
            built = try build(entry, attempt)
          }
          let isPromised = trouble.isAny && standsAsPromised(built)
          if trouble.expects(built.content, isPromised: isPromised) { continue }
          await evaluate(
            built, index: index, as: .drawn(entry.goal, ordinal: Self.ordinal(entry, attempt)),
            outcome: isGuess ? ahead?.outcome : nil, consumer)
          return
        }
        spared += 1
        tally.note(obstacle: "payloads like it are known to end the consumer", to: entry.goal)
        return
      } catch {
        tally.note(error, building: entry.goal)
      }
    }
  }

  /// Whether a case is what the producer promises.
  func standsAsPromised(_ built: BuiltCase) -> Bool { judge.standing(of: built.content) == .valid }

  /// Runs a case from outside until it fails, at most as often as it asks for.
  mutating func evaluate(_ given: GivenCase, _ consumer: some HandoffConsumer) async {
    if case .text = given.content, !consumer.readsText { return }
    let found = book.count
    for _ in 0..<max(1, given.times) where book.count == found && end == nil {
      await prepare(given.before, consumer)
      await evaluate(
        BuiltCase(given: given.content, mutation: given.mutation), index: 0, isCounted: false, consumer)
    }
  }

  /// Hands over what has to come before a case, to a fresh consumer.
  mutating func prepare(_ before: [HandoffCase.Content], _ consumer: some HandoffConsumer) async {
    guard !before.isEmpty else { return }
    await consumer.renew()
    log.restart(0)
    for content in before {
      let answer = await consumer.answer(HandoffCase(handoff: subject.name, index: 0, content: content))
      log.append(.given(content), to: 0, endsConsumer: answer.endsConsumer)
      carried.noteSent(content)
    }
  }

  /// Runs one case and looks at the answer.
  mutating func evaluate(
    _ built: BuiltCase, index: Int, isCounted: Bool = true, as entry: CampaignLog.Entry? = nil,
    outcome known: CaseAhead.Outcome? = nil, _ consumer: some HandoffConsumer
  ) async {
    let outcome: CaseAhead.Outcome
    if let known {
      outcome = known
    } else {
      guard await deliver(built.before, index: index, consumer) else {
        if isCounted { cases += 1 }
        return tally.note(obstacle: Self.endedBefore, to: built.goal)
      }
      outcome = await run(built.content, index: index, as: entry, consumer)
    }
    let (reply, answer) = (outcome.reply, outcome.reply.answer)
    if outcome.isCutShort {
      surrender = surrender ?? reply.surrender
      if isCounted { cases += 1 }
      return tally.note(obstacle: Self.endedBefore, to: built.goal)
    }
    // What a consumer answers because its work was cancelled says nothing about the payload.
    if Task.isCancelled { return }
    if isCounted { cases += 1 }
    surrender = surrender ?? reply.surrender
    if !answer.endsConsumer { hasAnswer = true }
    let standing = judge.standing(of: built)
    note(built, standing, answer)
    lazy var member = judge.member(of: built)
    if let judgement = judge.judgeBriefly(built, standing, answer, member: { member }) {
      let sighting = Sighting(
        built: built, judgement: judgement, answer: answer, standing: standing,
        member: member, index: index, ordinal: entry?.ordinal, before: outcome.before)
      book.add(sighting) { judge.explained($0.judgement, $0.built) }
    } else if standing == .valid, case .payload(let payload) = built.content,
      case .accepted(_, let understood?) = answer,
      let judgement = carried.judgement(
        of: payload, read: understood.value, described: subject.describedNames, isKnown: built.goal == .given)
    {
      carried.add(
        Sighting(
          built: built, judgement: judgement, answer: answer, standing: standing, index: index,
          before: outcome.before))
    }
    carried.noteSent(built.content)
    if case .garbled = answer {
      stop("it does not keep to the line protocol, so that no answer can be relied on")
    }
  }

  private static let endedBefore = "the consumer ended before it"

  /// Hands over what comes before a case, to the consumer as it is; `false` where it ended on the way.
  private mutating func deliver(
    _ before: [HandoffCase.Content], index: Int, _ consumer: some HandoffConsumer
  ) async -> Bool {
    for content in before {
      let reply = await run(content, index: index, consumer).reply
      surrender = surrender ?? reply.surrender
      if reply.answer.endsConsumer { return false }
    }
    return true
  }

  /// Hands one content over; all that is not part of a block reaches the same one of several consumers.
  private mutating func run(
    _ content: HandoffCase.Content, index: Int, as entry: CampaignLog.Entry? = nil,
    _ consumer: some HandoffConsumer
  ) async -> CaseAhead.Outcome {
    let reply = await consumer.reply(
      to: HandoffCase(handoff: subject.name, index: index, content: content))
    let before = log.stretch(of: reply.job)
    log.append(entry ?? .given(content), to: reply.job, endsConsumer: reply.answer.endsConsumer)
    return CaseAhead.Outcome(reply: reply, before: before)
  }

  private mutating func note(_ built: BuiltCase, _ standing: Judge.Standing, _ answer: ConsumerAnswer) {
    let tolerance = judge.neededTolerance(built, standing, answer)
    if let tolerance { neededTolerances.insert(tolerance) }
    tally.note(built.goal, standing, answer, isTolerated: tolerance != nil)
    trouble.learn(built.content, isPromised: standing == .valid, endsConsumer: answer.endsConsumer)
    guard standing == .broken else { return }
    switch answer {
    case .failure, .rejected: book.noteBroken(isRefused: true)
    case .accepted, .crashed: book.noteBroken(isRefused: false)
    case .timedOut, .garbled: break
    }
  }

  /// What the cases have shown, each cause made small and confirmed once; a replay leaves that out and says itself what
  /// is known.
  mutating func report(
    _ consumer: some HandoffConsumer, replay: Confirmation? = nil
  ) async -> CampaignReport {
    let isReplay = replay != nil
    if spared > 0 {
      shortfalls.append("\(spared) cases were left out: payloads like them are known to end the consumer")
    }
    if unrepeated > 0 {
      shortfalls.append(
        "\(unrepeated) cases were left out that repeat what was tried: the consumer has ended too often")
    }
    if book.unreported > 0 { shortfalls.append("\(book.unreported) more failures were not looked at") }
    var causes = CauseGrouping(book).causes()
    if causes.count > options.failureLimit {
      shortfalls.append(
        "\(causes.count - options.failureLimit) more distinct failures beyond the first \(options.failureLimit)"
      )
      causes.removeLast(causes.count - options.failureLimit)
    }
    var findings = FailureFindings(subject: subject, options: options, language: consumer.language)
    var confirmer = Confirmer(subject: subject, judge: judge, options: options, consumer: consumer, log: log)
    for cause in causes {
      let cause = cause.restored { try? subject.build($0, ordinal: $1, seed: options.seed) }
      if let replay {
        findings.add(cause, as: replay)
      } else if !hasAnswer, cases >= Self.startsOfSilence, consumer.surrender != nil,
        cause.failureClass != .brokenProtocol
      {
        findings.addSilent(cause)
      } else if let why = unavailable(consumer), cause.failureClass != .brokenProtocol {
        findings.add(cause, as: .unconfirmed(why))
      } else {
        await findings.add(cause, &confirmer)
      }
    }
    for sighting in carried.sightings.prefix(Self.carriedLimit) {
      let cause = FailureCause(carrying: sighting)
      if let replay {
        findings.add(cause, as: replay)
      } else if unavailable(consumer) == nil, let settled = await confirmer.settleCarried(cause) {
        findings.add(cause, settled)
      }
    }
    shortfalls += tally.shortfalls + findings.tolerated
    return CampaignReport(
      handoff: subject.name, verdict: verdict(findings, isReplay: isReplay), seed: options.seed, cases: cases,
      coverage: tally.coverage.coverage(of: schedule.all, isPart: options.shard.count > 1) {
        subject.label(of: $0)
      },
      failures: findings.failures, isComplete: isComplete && tally.notBuilt == 0, shortfalls: shortfalls,
      unneededTolerances: isReplay ? [] : unneededTolerances)
  }

  /// Tolerances that nothing needed; a part of a campaign knows of none.
  private var unneededTolerances: [MutationOperator] {
    guard isComplete, options.shard.count == 1 else { return [] }
    return judge.tolerating.filter { !neededTolerances.contains($0) }
  }

  private func unavailable(_ consumer: some HandoffConsumer) -> String? {
    consumer.surrender ?? (Task.isCancelled ? "the run was interrupted before" : nil)
  }

  private func verdict(_ findings: FailureFindings, isReplay: Bool) -> CampaignReport.Verdict {
    if !findings.failures.isEmpty { return .incompatible }
    if !isComplete { return .undecided("the campaign was not finished") }
    if let open = findings.undecided.first { return .undecided(open) }
    if !isReplay, schedule.goals != [.valid], let why = tally.nothingProved { return .undecided(why) }
    if let why = tally.onlyFailures { return .undecided(why) }
    return .compatible
  }
}
