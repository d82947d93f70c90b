import Foundation
import HandoffContracts
import HandoffFuzzing
import Testing

@testable import HandoffTesting

@Suite("Consumers that end the process", .serialized)
struct CaseNoteTests {
  private static let site = CheckSite(file: "CaseNoteTests.swift", line: 1, test: "trap")

  private static func check(trapping: Bool) async -> CheckOutcome {
    let desk = CaseDesk(limit: .seconds(10), site: site)
    let check = HandoffCheck(
      system: Newsroom.system, target: .between(from: "researcher", to: "writer", on: nil),
      options: CheckOptions(cases: 40), site: site)
    return await check.run(
      TimedConsumer(desk) { payload in
        // A trap would do the same and cost the seconds of its backtrace.
        if trapping, payload["priority"] == 5 { _exit(3) }
        return try Newsroom.write(payload)
      })
  }

  @Test func `the next run shows the payload and tries it, the one after that blames the consumer`()
    async throws
  {
    // Whatever an earlier run of this test left.
    if let left = CaseNote.left(Self.site, "researcher->writer") { unlink(left.path) }
    await #expect(processExitsWith: .failure) { _ = await Self.check(trapping: true) }
    let first = try #require(CaseNote.left(Self.site, "researcher->writer"))
    #expect(!first.isSecond)
    let second = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = await Self.check(trapping: true)
      })
    let said = String(decoding: second.standardErrorContent, as: UTF8.self)
    #expect(said.contains("an earlier run ended while the consumer had this payload; it is tried first"))
    #expect(said.contains(#""priority":5"#))
    #expect(said.contains("token: h1-"))
    let blamed = await Self.check(trapping: true)
    #expect(blamed.failures.count == 1)
    let text = blamed.failures.first?.text ?? ""
    #expect(text.hasPrefix("crash on researcher->writer: The consumer ends the process of the tests."))
    #expect(text.contains(#""priority":5"#))
    #expect(text.contains("  replay: h1-"))
    // The note stays until the tests are built anew.
    #expect(await Self.check(trapping: true) == blamed)
    let left = try #require(CaseNote.left(Self.site, "researcher->writer"))
    unlink(left.path)
  }

  @Test func `a consumer that was mended passes, and the note is gone`() async throws {
    if let left = CaseNote.left(Self.site, "researcher->writer") { unlink(left.path) }
    await #expect(processExitsWith: .failure) { _ = await Self.check(trapping: true) }
    let outcome = await Self.check(trapping: false)
    #expect(outcome.failures == [])
    #expect(outcome.warnings.first?.contains("it is tried first") == true)
    #expect(CaseNote.left(Self.site, "researcher->writer") == nil)
    #expect(await Self.check(trapping: false).warnings.contains { $0.contains("tried first") } == false)
  }
}
