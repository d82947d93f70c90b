import HandoffSchema
import Testing

@testable import HandoffFuzzing

/// How far a failure that was met is trusted after it was run again.
@Suite("Confirming failures")
struct ConfirmerTests {
  private typealias Answering = (_ content: HandoffCase.Content, _ call: Int) -> ConsumerAnswer

  private static let crash = ConsumerAnswer.crashed(Crash("it ended", line: "KeyError"))
  private static let accepted = ConsumerAnswer.accepted(answer: ["boxes": 1], understood: nil)
  private static let order: JSONValue = [
    "orderId": "O-0001", "priority": "low", "seat": 1, "customer": ["name": "a", "vip": true],
    "items": [["sku": "ab", "quantity": 1]],
  ]

  private let subject: CampaignSubject
  private let judge: Judge

  init() throws {
    subject = try .ofShop()
    judge = Judge(subject: subject, tolerating: [])
  }

  /// A sighting of a valid payload with the answer that was met.
  private func sighting(
    _ answer: ConsumerAnswer = crash, _ content: HandoffCase.Content = .payload(order),
    before: CampaignLog.Stretch = .init()
  ) throws -> Sighting {
    let built = BuiltCase(given: content)
    let judgement = try #require(judge.judge(built, answer))
    return Sighting(
      built: built, judgement: judgement, answer: answer, standing: .valid, index: 0, before: before)
  }

  private func cause(_ candidates: [Sighting]) throws -> FailureCause {
    let first = try #require(candidates.first)
    return FailureCause(
      failureClass: first.judgement.failureClass, candidates: candidates, ways: [], occurrences: 1)
  }

  /// A consumer that counts its calls over all of its starts.
  private func counting(_ answering: @escaping Answering) -> FreshConsumer {
    var calls = 0
    return FreshConsumer {
      { content in
        calls += 1
        return answering(content, calls)
      }
    }
  }

  private func settled(
    _ candidates: [Sighting], _ consumer: FreshConsumer, log: CampaignLog = CampaignLog(),
    _ options: CampaignOptions = CampaignOptions(repeats: 100)
  ) async throws -> SettledFailure {
    var confirmer = Confirmer(
      subject: subject, judge: judge, options: options, consumer: consumer, log: log)
    return await confirmer.settle(try cause(candidates))
  }

  @Test func `what fails in four fresh consumers is confirmed, what passes in one of them is chance`()
    async throws
  {
    let always = try await settled([sighting()], counting { _, _ in Self.crash })
    #expect(always.confirmation == .confirmed)
    #expect(always.runs == 5)
    let thrice = try await settled(
      [sighting()], counting { _, call in call == 4 ? Self.accepted : Self.crash })
    #expect(thrice.confirmation == .flaky(FailureRate(failures: 40, of: 40)))
    let once = try await settled([sighting()], counting { _, call in call == 1 ? Self.crash : Self.accepted })
    #expect(once.confirmation == .flaky(FailureRate(failures: 1, of: 101)))
  }

  @Test func `another case of the cause may be the one that fails again`() async throws {
    var other = Self.order
    if case .object(var members) = other {
      members["seat"] = 7
      other = .object(members)
    }
    let candidates = try [sighting(), sighting(Self.crash, .payload(other))]
    let found = try await settled(
      candidates, counting { content, _ in content == .payload(other) ? Self.crash : Self.accepted })
    #expect(found.confirmation == .confirmed)
    #expect(found.built.content == .payload(other))
  }

  /// A log with one case before the one that failed.
  private func afterOne() -> (log: CampaignLog, before: CampaignLog.Stretch) {
    var log = CampaignLog()
    log.append(.given(.text("before")), to: 0, endsConsumer: false)
    return (log, log.stretch(of: 0))
  }

  /// A consumer that fails after a text, and at some calls without a reason.
  private func remembering(_ chances: Set<Int>) -> FreshConsumer {
    var calls = 0
    return FreshConsumer {
      var isSpoilt = false
      return { content in
        calls += 1
        if case .text = content {
          isSpoilt = true
          return .rejected("not JSON")
        }
        return isSpoilt || chances.contains(calls) ? Self.crash : Self.accepted
      }
    }
  }

  @Test func `what fails by chance, at first or later, is not said to depend on what came before`()
    async throws
  {
    let (log, before) = afterOne()
    let failed = try sighting(before: before)
    let state = try await settled([failed], remembering([]), log: log)
    #expect(state.confirmation == .dependsOnState(after: [.text("before")], isShortest: true))
    for chances in [[1], [10]] as [Set<Int>] {
      let found = try await settled([failed], remembering(chances), log: log)
      guard case .flaky = found.confirmation else {
        Issue.record("\(chances): \(found.confirmation)")
        continue
      }
    }
  }

  @Test func `chance shows in two consumers that fail at another run, state in two that fail at the same`()
    async throws
  {
    var log = CampaignLog()
    for _ in 0..<16 { log.append(.given(.payload(Self.order)), to: 0, endsConsumer: false) }
    let refusal = ConsumerAnswer.rejected("no")
    let failed = try sighting(refusal, before: log.stretch(of: 0))
    for (isState, limit) in [(false, 5), (true, 200)] {
      var (starts, calls) = (0, 0)
      let consumer = FreshConsumer {
        starts += 1
        var own = 0
        return { _ in
          own += 1
          calls += 1
          return (isState ? own : calls).isMultiple(of: 17) ? refusal : Self.accepted
        }
      }
      let found = try await settled([failed], consumer, log: log)
      #expect(starts <= limit)
      switch found.confirmation {
      case .dependsOnState: #expect(isState)
      case .flaky: #expect(!isState)
      default: Issue.record("\(found.confirmation)")
      }
    }
  }

  @Test func `where not all that came before could be tried, that is said`() async throws {
    let before = CampaignLog.Stretch(job: 0, range: 0..<0, isWhole: false)
    let partly = counting { _, call in call == 1 ? Self.crash : Self.accepted }
    let found = try await settled([sighting(before: before)], partly)
    #expect(found.notes.count == 1)
    #expect(found.notes.first?.contains("among the last 8000 of more than 0 cases") == true)
    let long = CampaignLog.Stretch(job: 0, range: 0..<8_001)
    let beyond = counting { _, call in call == 1 ? Self.crash : Self.accepted }
    #expect(try await settled([sighting(before: long)], beyond).notes.count == 1)
    let all = counting { _, call in call == 1 ? Self.crash : Self.accepted }
    #expect(try await settled([sighting()], all).notes == [])
  }

  @Test func `a consumer that hangs is waited for once, and one that answers in time is not called flaky`()
    async throws
  {
    let hanging = try await settled([sighting(.timedOut)], counting { _, _ in .timedOut })
    #expect(hanging.confirmation == .confirmed)
    #expect(hanging.runs == 2)
    let quick = try await settled([sighting(.timedOut)], counting { _, _ in Self.accepted })
    #expect(quick.confirmation == .unconfirmed("it answered in time when it was run again"))
  }

  @Test func `a broken protocol is not run again`() async throws {
    let found = try await settled([sighting(.garbled(.notFlushed))], counting { _, _ in Self.accepted })
    #expect(found.confirmation == .confirmed)
    #expect(found.runs == 1)
  }

  @Test func `a rate is measured until forty failures, or to the end where it must be exact`() async throws {
    let failed = try sighting()
    func rate(_ consumer: FreshConsumer, isExact: Bool) async -> FailureRate {
      var confirmer = Confirmer(
        subject: subject, judge: judge, options: CampaignOptions(), consumer: consumer, log: CampaignLog())
      return await confirmer.rate(of: failed, limit: 100, isExact: isExact)
    }
    #expect(await rate(counting { _, _ in Self.crash }, isExact: false) == FailureRate(failures: 40, of: 40))
    #expect(await rate(counting { _, _ in Self.crash }, isExact: true) == FailureRate(failures: 100, of: 100))
    #expect(
      await rate(counting { _, _ in Self.accepted }, isExact: false) == FailureRate(failures: 1, of: 101))
    let fresh = counting { _, _ in Self.accepted }
    _ = await rate(fresh, isExact: false)
    #expect(fresh.starts == 2)
  }

  @Test func `a smaller case is told only where it fails in fresh consumers, with what those answer`()
    async throws
  {
    let whole = try subject.build(.valid, ordinal: 1, seed: 1)
    guard case .payload(let payload) = whole.content, let seat = payload["seat"]?.intValue else {
      Issue.record("no seat")
      return
    }
    // Whoever has refused once refuses what is smaller, too.
    let consumer = FreshConsumer {
      var refusals = 0
      return { content in
        guard case .payload(let payload) = content, let found = payload["seat"]?.intValue else {
          return .rejected("no seat")
        }
        guard found >= seat || refusals > 0 else { return Self.accepted }
        refusals += 1
        return .rejected("full since \(refusals)")
      }
    }
    let answer = ConsumerAnswer.rejected("full since 1")
    let judgement = try #require(judge.judge(whole, answer))
    let failed = Sighting(
      built: whole, judgement: judgement, answer: answer, standing: .valid, index: 0, before: .init())
    let found = try await settled([failed], consumer)
    #expect(found.confirmation == .confirmed)
    guard case .payload(let told) = found.built.content else { return }
    #expect(told["seat"]?.intValue == seat)
    #expect(found.answer == answer)
  }

  @Test func `the answer to a case that was made again is the one that it gets then`() async throws {
    let answer = ConsumerAnswer.accepted(answer: ["boxes": 0], understood: nil)
    var failed = try sighting(answer)
    failed.ordinal = 1
    failed.built = try subject.build(.valid, ordinal: 1, seed: 1)
    failed.shed()
    let again = failed.restored { try? subject.build($0, ordinal: $1, seed: 1) }
    let found = try await settled(
      [again], counting { _, _ in answer }, CampaignOptions(shrinkingRuns: 0))
    #expect(found.confirmation == .confirmed)
    #expect(found.answer == answer)
  }

  @Test func `what is told of a smaller case is what a fresh consumer answers`() async throws {
    let whole = try subject.build(.valid, ordinal: 1, seed: 1)
    let consumer = FreshConsumer {
      var refusals = 0
      return { _ in
        refusals += 1
        return .rejected("full since \(refusals)")
      }
    }
    let answer = ConsumerAnswer.rejected("full since 1")
    let failed = Sighting(
      built: whole, judgement: try #require(judge.judge(whole, answer)), answer: answer, standing: .valid,
      index: 0, before: .init())
    let found = try await settled([failed], consumer)
    #expect(found.built.content != whole.content)
    #expect(found.answer == answer)
  }

  @Test func `what is read of an earlier payload must not be read by a fresh consumer`() async throws {
    let (log, before) = afterOne()
    let member = CarriedOver.Member(pointer: JSONPointer(tokens: ["notes"]), value: "b")
    var failed = try sighting(before: before)
    failed.judgement = Judge.Judgement(
      failureClass: .misinterpretation, explanation: "", place: "/notes", carried: member)
    func settled(_ isSpoiltFromTheStart: Bool) async throws -> SettledFailure? {
      let consumer = FreshConsumer {
        var isSpoilt = isSpoiltFromTheStart
        return { content in
          guard case .payload(.object(var members)) = content else {
            isSpoilt = true
            return .rejected("not JSON")
          }
          if isSpoilt { members["notes"] = "b" }
          return .accepted(answer: ["boxes": 1], understood: Understanding(.object(members)))
        }
      }
      var confirmer = Confirmer(
        subject: subject, judge: judge, options: CampaignOptions(), consumer: consumer, log: log)
      return await confirmer.settleCarried(try cause([failed]))
    }
    #expect(
      try await settled(false)?.confirmation == .dependsOnState(after: [.text("before")], isShortest: true))
    #expect(try await settled(true) == nil)
  }

  @Test func `lines that are no answers are looked for in smaller payloads where they may come of them`()
    async throws
  {
    let whole = try subject.build(.valid, ordinal: 1, seed: 1)
    func runs(_ mistake: ProtocolMistake) async throws -> Int {
      let answer = ConsumerAnswer.garbled(mistake)
      let failed = Sighting(
        built: whole, judgement: try #require(judge.judge(whole, answer)), answer: answer, standing: .valid,
        index: 0, before: .init())
      return try await settled([failed], counting { _, _ in answer }).runs
    }
    #expect(try await runs(.chatter("hello")) > 2)
    #expect(try await runs(.notFlushed) == 1)
  }

  @Test func `a rate ends with the consumer`() async throws {
    var confirmer = Confirmer(
      subject: subject, judge: judge, options: CampaignOptions(), consumer: EndingConsumer(),
      log: CampaignLog())
    let rate = await confirmer.rate(of: try sighting(), limit: 100)
    #expect(rate == FailureRate(failures: 3, of: 3))
  }
}

/// A consumer that is given up after three cases.
private final class EndingConsumer: HandoffConsumer {
  private var calls = 0
  var surrender: String? { calls >= 3 ? "no answer in 3 starts" : nil }

  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
    calls += 1
    return .crashed(Crash("it ended", line: "KeyError"))
  }
}
