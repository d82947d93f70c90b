import HandoffContracts
import HandoffSchema
import Testing

@testable import HandoffFuzzing

/// A consumer that is handed several cases at once, as several processes of one program are.
private final class Crowd: HandoffConsumer {
  let width: Int
  let readsText = true
  let isRenewable = true
  private let jobs: Int
  private let body: (HandoffCase.Content) -> ConsumerAnswer
  private(set) var given: [HandoffCase.Content] = []

  init(width: Int, jobs: Int, _ body: @escaping (HandoffCase.Content) -> ConsumerAnswer) {
    self.width = width
    self.jobs = jobs
    self.body = body
  }

  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
    given.append(handoffCase.content)
    return body(handoffCase.content)
  }

  func answers(to cases: [HandoffCase]) async -> [ConsumerReply] {
    var replies: [ConsumerReply] = []
    for (position, item) in cases.enumerated() {
      replies.append(ConsumerReply(await answer(item), job: position % jobs))
    }
    return replies
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
  }

  @Test(arguments: [2, 3, 5]) func `shards hand over what the whole run does`(count: Int) async throws {
    func given(_ shard: (Int, Int)) async throws -> [HandoffCase.Content] {
      let options = CampaignOptions(cases: 101, shard: shard)
      let consumer = Crowd(width: 1, jobs: 1, Self.consumers[1])
      let report = try await HandoffCampaign(SampleSystem.seats, handoff: "triage->seats", options: options)
        .run(consumer)
      return Array(consumer.given.prefix(report.cases))
    }
    let whole = try await given((0, 1))
    var parts: [[HandoffCase.Content]] = []
    for index in 0..<count { parts.append(try await given((index, count))) }
    #expect(whole.indices.map { parts[$0 % count][$0 / count] } == whole)
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
