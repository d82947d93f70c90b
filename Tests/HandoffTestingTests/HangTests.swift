import Foundation
import HandoffContracts
import HandoffFuzzing
import HandoffSchema
import Testing

@testable import HandoffTesting

@Suite("Consumers that do not come back")
struct HangTests {
  @Test func `one that never resumes is a hang, with its payload, and the test goes on`() async {
    let recorded = await Recorded.of {
      await expectHandoff(
        Newsroom.system, from: "researcher", to: "writer", cases: 20, perCase: .milliseconds(150)
      ) { payload in
        if payload["priority"] == 1 { await never() }
        return try Newsroom.write(payload)
      }
    }
    #expect(recorded.failures.count == 1)
    let text = recorded.failures.first ?? ""
    #expect(text.hasPrefix("hang on researcher->writer: The consumer does not answer in time."))
    #expect(text.contains(#""priority":1"#))
    #expect(text.contains("\n  replay: h1-"))
  }

  @Test func `one that does not even return when it is cancelled is not called beside itself`() async {
    var calls = 0
    let recorded = await Recorded.of {
      await expectHandoff(
        Newsroom.system, from: "researcher", to: "writer", cases: 20, perCase: .milliseconds(40)
      ) { _ in
        calls += 1
        await never()
      }
    }
    #expect(calls == 1)
    #expect(recorded.failures.count == 1)
    #expect(recorded.failures.first?.hasPrefix("hang on researcher->writer: ") == true)
  }

  @Test func `one that is slow to return when it is cancelled is waited for, and then called again`() async {
    var calls = 0
    var isInside = false
    var isBesideItself = false
    let recorded = await Recorded.of {
      await expectHandoff(
        Newsroom.system, from: "researcher", to: "writer", cases: 20, perCase: .milliseconds(100)
      ) { _ in
        calls += 1
        if isInside { isBesideItself = true }
        isInside = true
        try? await Task.sleep(for: .seconds(3_600))
        // Where a task is cancelled, only another one can sleep.
        await Task.detached { try? await Task.sleep(for: .milliseconds(10)) }.value
        isInside = false
      }
    }
    #expect(calls > 1)
    #expect(!isBesideItself)
    #expect(recorded.failures.allSatisfy { $0.hasPrefix("hang on researcher->writer: ") })
  }

  @Test func `what it did not return from stays a hang, and everything else is not handed over`() async {
    let desk = CaseDesk(
      limit: .milliseconds(40), site: CheckSite(file: "HangTests.swift", line: 1, test: "stays"))
    let consumer = TimedConsumer(desk) { _ in await never() }
    Watchdog.shared.watch(desk)
    defer { Watchdog.shared.leave(desk) }
    func answer(_ payload: JSONValue) async -> ConsumerAnswer {
      await consumer.answer(HandoffCase(handoff: "a->b", index: 0, content: .payload(payload)))
    }
    #expect(await answer(1) == .timedOut)
    #expect(await answer(1) == .timedOut)
    #expect(await answer(2) == .rejected(consumer.surrender ?? ""))
    #expect(consumer.runs == 1)
  }

  @Test func `after it no other handoff of the call is held against the consumer`() async {
    let recorded = await Recorded.of {
      let system = AgentSystem("system", entry: "a") {
        Agent("a") { Produces(Contract("one") { Output { Field("x", .integer(1...3)) } }) }
        Agent("b") { Finishes() }
        Handoff("a", to: "b", when: .object { Field("x", .const(1)) })
        Handoff("a", to: "b")
      }
      await expectHandoff(system, from: "a", to: "b", cases: 4, perCase: .milliseconds(40)) { _ in
        await never()
      }
    }
    #expect(recorded.failures.count == 1)
    #expect(recorded.warnings.contains { $0.contains("nothing was run, because the consumer did not") })
  }

  @Test func `a check in a scope for issues is run once, and so is one without a test`() async {
    let desk = CaseDesk(
      limit: .seconds(10), site: CheckSite(file: "HangTests.swift", line: 1, test: "once"))
    var runs = 0
    #expect(
      await IssueScope.run(desk) {
        runs += 1
        return runs
      } == 1)
    #expect(runs == 1)
    let outside = await Task.detached {
      var runs = 0
      return await IssueScope.run(desk) {
        runs += 1
        return runs
      }
    }.value
    #expect(outside == 1)
  }

  @Test func `one that is slow to answer but in time passes`() async {
    await expectHandoff(Newsroom.system, from: "researcher", to: "writer", cases: 20) { payload in
      try await Task.sleep(for: .milliseconds(1))
      return try Newsroom.write(payload)
    }
  }

  @Test func `one that only waits until other tests leave it a thread passes`() async {
    // Each turn of all these takes longer than the consumer may.
    let others = (0..<6 * ProcessInfo.processInfo.activeProcessorCount).map { _ in
      Task {
        while !Task.isCancelled {
          usleep(10_000)
          await Task.yield()
        }
      }
    }
    await expectHandoff(
      Newsroom.system, from: "researcher", to: "writer", cases: 4, perCase: .milliseconds(20)
    ) { payload in
      await Task.yield()
      return try Newsroom.write(payload)
    }
    for other in others { other.cancel() }
  }

  @Test @MainActor func `one that only waits for its actor passes`() async {
    let other = Task { @MainActor in
      while !Task.isCancelled {
        usleep(60_000)
        await Task.yield()
      }
    }
    await expectHandoff(
      Newsroom.system, from: "researcher", to: "writer", cases: 4, perCase: .milliseconds(20)
    ) { payload in
      await Task.yield()
      return try Newsroom.write(payload)
    }
    other.cancel()
  }

  @Test func `a test that is cancelled says so and blames nobody`() async {
    let (calls, call) = AsyncStream.makeStream(of: Void.self)
    let recorded = await Recorded.of {
      let task = Task {
        var count = 0
        await expectHandoff(
          Newsroom.system, from: "researcher", to: "writer", cases: 400, perCase: .seconds(3_600)
        ) { payload in
          count += 1
          if count == 8 {
            call.yield()
            try await Task.sleep(for: .seconds(3_600))
          }
          return try Newsroom.write(payload)
        }
      }
      for await _ in calls { break }
      task.cancel()
      await task.value
    }
    #expect(recorded.failures.count == 1)
    #expect(
      recorded.failures.first?.hasPrefix(
        "researcher->writer: the test was ended from outside, by its time limit") == true)
  }

  // It takes seconds until nobody can say that the machine was only busy.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["HANDOFF_LAWS"] == "whole"))
  func `one that blocks its thread ends the process with its payload`() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let site = CheckSite(file: "HangTests.swift", line: 1, test: "stuck")
        let desk = CaseDesk(limit: .milliseconds(50), site: site)
        let check = HandoffCheck(
          system: Newsroom.system, target: .between(from: "researcher", to: "writer", on: nil),
          options: CheckOptions(cases: 20), site: site)
        _ = await IssueScope.run(desk) {
          await check.run(TimedConsumer(desk) { _ in while true { pause() } })
        }
      })
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(
      text.contains(
        "hang on researcher->writer: The consumer does not answer in time, and it blocks the thread"))
    #expect(text.contains("payload: {\"topic\":\"a\",\"priority\":1}"))
    #expect(!text.contains("Backtrace"))
  }

  private func never() async {
    await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
  }
}
