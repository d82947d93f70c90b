import Foundation
import HandoffContracts
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
