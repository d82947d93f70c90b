import HandoffContracts
import HandoffSchema
import HandoffTraffic
import Testing

@testable import HandoffFuzzing

/// A consumer that is handed several cases at once, as several processes of one program are.
private final class Crowd: HandoffConsumer {
  let width: Int
  let readsText = true
  let isRenewable = true
  private let jobs: Int
  private let body: (HandoffCase.Content) -> ConsumerAnswer
  /// What was handed over, in order, each with who got it.
  private(set) var given: [(job: Int, item: HandoffCase)] = []

  init(width: Int, jobs: Int, _ body: @escaping (HandoffCase.Content) -> ConsumerAnswer) {
    self.width = width
    self.jobs = jobs
    self.body = body
  }

  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer { answer(handoffCase, job: 0) }

  private func answer(_ handoffCase: HandoffCase, job: Int) -> ConsumerAnswer {
    given.append((job, handoffCase))
    return body(handoffCase.content)
  }

  func answers(to cases: [HandoffCase]) async -> [ConsumerReply] {
    var replies: [ConsumerReply] = []
    for (position, item) in cases.enumerated() {
      replies.append(ConsumerReply(answer(item, job: position % jobs), job: position % jobs))
    }
    return replies
  }
}

/// The same as a consumer that works while the campaign builds: it is at a block until somebody waits for the end of it.
private final class Team: ConcurrentConsumer {
  let width: Int
  let readsText = true
  let isRenewable = true
  private let jobs: Int
  private let body: (HandoffCase.Content) -> ConsumerAnswer
  private var block: [HandoffCase] = []
  /// What was handed over, in order, each with who got it.
  private(set) var given: [(job: Int, item: HandoffCase)] = []
  /// How many blocks were begun.
  private(set) var begun = 0

  init(width: Int, jobs: Int, _ body: @escaping (HandoffCase.Content) -> ConsumerAnswer) {
    self.width = width
    self.jobs = jobs
    self.body = body
  }

  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
    #expect(block.isEmpty, "nothing is handed over while a block is under way")
    given.append((0, handoffCase))
    return body(handoffCase.content)
  }

  func answers(to cases: [HandoffCase]) async -> [ConsumerReply] {
    begin(cases)
    return await ended()
  }

  func begin(_ cases: [HandoffCase]) {
    #expect(block.isEmpty, "one block is over before the next one begins")
    block = cases
    begun += 1
  }

  func ended() async -> [ConsumerReply] {
    defer { block = [] }
    var (turn, isCutShort) = (-1, false)
    return block.map { item in
      if !item.isContinuation { (turn, isCutShort) = (turn + 1, false) }
      guard !isCutShort else { return ConsumerReply(.timedOut, job: turn % jobs) }
      given.append((turn % jobs, item))
      let answer = body(item.content)
      isCutShort = answer.endsConsumer
      return ConsumerReply(answer, job: turn % jobs)
    }
  }
}

@Suite("Consumers side by side")
struct SideBySideTests {
  private static let schema = try? Schema(SampleSystem.request)

  private static func violation(_ content: HandoffCase.Content) -> String? {
    guard case .payload(let payload) = content else { return "no JSON" }
    return schema?.violations(in: payload).first?.description
  }

  /// Consumers with defects of every kind, by what they do; none remembers anything.
  static let consumers: [@Sendable (HandoffCase.Content) -> ConsumerAnswer] = [
    { violation($0).map { .rejected($0) } ?? .accepted(answer: nil, understood: nil) },
    { _ in .accepted(answer: nil, understood: nil) },
    { _ in .rejected("no") },
    { content in
      guard case .payload(let payload) = content, payload["name"] != nil else {
        return .crashed(Crash("it ended with status 1", line: "KeyError: 'name'"))
      }
      return violation(content).map { .rejected($0) } ?? .accepted(answer: ["booked": 1], understood: nil)
    },
    { content in
      guard case .payload(let payload) = content, payload["seat"]?.stringValue == nil else {
        return .timedOut
      }
      return .failure(kind: "unknown", payload: nil)
    },
    { content in
      if case .text = content { return .garbled(.notFlushed) }
      return .accepted(answer: nil, understood: nil)
    },
  ]

  @Test(arguments: consumers.indices, [(2, 2), (7, 3), (64, 4)])
  func `a report does not depend on how many consumers share the cases`(
    index: Int, shape: (width: Int, jobs: Int)
  ) async throws {
    let options = CampaignOptions(cases: 300, seed: UInt64(index) + 5)
    let campaign = try HandoffCampaign(SampleSystem.seats, handoff: "triage->seats", options: options)
    let alone = await campaign.run(Crowd(width: 1, jobs: 1, Self.consumers[index]))
    let together = await campaign.run(Crowd(width: shape.width, jobs: shape.jobs, Self.consumers[index]))
    #expect(together == alone)
    let team = Team(width: shape.width, jobs: shape.jobs, Self.consumers[index])
    #expect(await campaign.run(team) == alone)
    #expect(team.begun > 0 || index == 5)
  }

  @Test(arguments: [(4, 2), (7, 3), (64, 4)])
  func `what belongs before a case goes ahead with it where the consumer knows that`(
    shape: (width: Int, jobs: Int)
  ) async throws {
    let units = try await units()
    let campaign = try HandoffCampaign(
      SampleSystem.seats, handoff: "triage->seats", options: CampaignOptions(cases: 301))
    let team = Team(width: shape.width, jobs: shape.jobs, Self.consumers[1])
    _ = await campaign.run(team)
    var jobs: [[Int]] = []
    var position = 0
    for unit in units {
      let got = team.given[position...].prefix(unit.count)
      #expect(got.map(\.item.content) == unit)
      jobs.append(got.map(\.job))
      position += unit.count
    }
    #expect(jobs.allSatisfy { Set($0).count == 1 })
    #expect(jobs.contains { $0.count > 1 && $0[0] != 0 })
  }

  /// The cases of a run with what was delivered before each, as they were handed over.
  private func units(shard: (Int, Int) = (0, 1)) async throws -> [[HandoffCase.Content]] {
    let options = CampaignOptions(cases: 301, shard: shard)
    let consumer = Crowd(width: 1, jobs: 1, Self.consumers[1])
    var ends: [Int] = []
    _ = try await HandoffCampaign(SampleSystem.seats, handoff: "triage->seats", options: options)
      .run(consumer, progress: { _ in ends.append(consumer.given.count) })
    return zip([0] + ends, ends).map { consumer.given[$0..<$1].map(\.item.content) }
  }

  @Test(arguments: [2, 3, 5])
  func `shards hand over what the whole run does, each case after what belongs before it`(count: Int)
    async throws
  {
    let whole = try await units()
    #expect(whole.contains { $0.count > 1 })
    var parts: [[[HandoffCase.Content]]] = []
    for index in 0..<count { parts.append(try await units(shard: (index, count))) }
    #expect(parts.map(\.count).reduce(0, +) == whole.count)
    #expect(whole.indices.map { parts[$0 % count][$0 / count] } == whole)
  }

  @Test(arguments: [(4, 2), (7, 3), (64, 4)])
  func `a case reaches the consumer that got what belongs before it, with nothing in between`(
    shape: (width: Int, jobs: Int)
  ) async throws {
    let inRow = try await units().enumerated().filter { $0.element.count > 1 }
    #expect(inRow.count > MutationOperator.ofSequences.count)
    let campaign = try HandoffCampaign(
      SampleSystem.seats, handoff: "triage->seats", options: CampaignOptions(cases: 301))
    let consumer = Crowd(width: shape.width, jobs: shape.jobs, Self.consumers[1])
    _ = await campaign.run(consumer)
    for (index, unit) in inRow {
      let start = try #require(consumer.given.firstIndex { $0.item.index == index })
      let got = consumer.given[start...].prefix(unit.count)
      #expect(got.map(\.item.content) == unit)
      #expect(Set(got.map(\.job)).count == 1)
    }
  }

  @Test(arguments: consumers.indices, [(2, 2), (7, 3), (64, 4)])
  func `what is known of each of several consumers is what it got, in that order`(
    index: Int, shape: (width: Int, jobs: Int)
  ) async throws {
    var traffic = Traffic(SampleSystem.seats)
    let structure = traffic.structure
    let passages = structure.passages(of: SampleSystem.seats)
    let passage = try #require(passages.first { structure.name(of: $0) == "triage->seats" })
    let subject = try CampaignSubject(passage, in: &traffic)
    let options = CampaignOptions()
    var run = CampaignRun(
      subject: subject, options: options, schedule: subject.schedule(seed: options.seed, readsText: true))
    let consumer = Crowd(width: shape.width, jobs: shape.jobs, Self.consumers[index])
    for start in stride(from: 0, to: 256, by: shape.width) {
      let block = Array(start..<start + shape.width)
      for (index, item) in zip(block, await run.ahead(block, consumer)) {
        await run.step(index, consumer, ahead: item)
      }
    }
    for job in 0..<shape.jobs {
      let got = consumer.given.filter { $0.job == job }.map(\.item.content)
      let stretch = run.log.stretch(of: job)
      let known = run.log.contents(of: stretch, last: .max) { goal, ordinal in
        try? subject.build(goal, ordinal: ordinal, seed: options.seed).content
      }
      let lastEnd = got.lastIndex { Self.consumers[index]($0).endsConsumer }
      #expect(known == Array(got[(lastEnd.map { $0 + 1 } ?? 0)...]))
    }
  }

  @Test func `a state that comes from one of several consumers is found among its own cases`() async throws {
    // The consumer of the second job fails on valid payloads once it has seen seat 7.
    final class Moody: HandoffConsumer {
      let width = 4
      let isRenewable = true
      private var seen = [false, false]
      func renew() async { seen = [false, false] }
      func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer { reply(handoffCase, 0) }
      func answers(to cases: [HandoffCase]) async -> [ConsumerReply] {
        cases.enumerated().map { ConsumerReply(reply($0.element, $0.offset % 2), job: $0.offset % 2) }
      }
      private func reply(_ item: HandoffCase, _ job: Int) -> ConsumerAnswer {
        guard case .payload(let payload) = item.content, SideBySideTests.violation(item.content) == nil else {
          return .rejected("broken")
        }
        if seen[job], payload["seat"] != 7 { return .rejected("I have seen seat 7") }
        if payload["seat"] == 7 { seen[job] = true }
        return .accepted(answer: ["booked": true], understood: nil)
      }
    }
    let campaign = try HandoffCampaign(
      SampleSystem.seats, handoff: "triage->seats", options: CampaignOptions(cases: 3_000))
    let report = await campaign.run(Moody())
    guard case .dependsOnState(let after, _)? = report.failures.first?.confirmation else {
      Issue.record("\(report.failures)")
      return
    }
    #expect(after.count == 1)
    if case .payload(let payload)? = after.first { #expect(payload["seat"] == 7) }
  }
}
