import Foundation
import HandoffChecking
import HandoffFuzzing
import HandoffSchema
import Testing

@testable import handoff

@Suite("Failures kept beside the manifest", .enabled(if: CheckedConsumer.hasPython, "there is no python3"))
struct FailureMemoryTests {
  /// Refuses tickets with a high number of attempts.
  private static let overStrict = CheckedConsumer.loop(
    """
    answer("too many" if isinstance(p, dict) and p.get("attempts") in (7, 8, 9) else check(p))
    """)
  private static let sound = CheckedConsumer.loop("answer(check(p))")

  private func kept(_ consumer: CheckedConsumer) -> [String] {
    consumer.folder.names(in: ".handoff/failures")
  }

  @Test func `a failure is kept, tried first, and forgotten once it is mended`() throws {
    let consumer = try CheckedConsumer(Self.overStrict)
    let first = try CheckedConsumer.failures(consumer.check("--format", "json"))
    #expect(first.count == 1)
    #expect(kept(consumer).count == 1)
    let list = try BuiltTool.run("failures", consumer.system)
    #expect(list.status == 1)
    #expect(
      list.output.hasPrefix("intake->solver: over-strict\n    payload:     {\"id\":\"T-0000\""),
      "\(list.output)")
    #expect(list.output.hasSuffix("1 failure kept\n"))
    // Two cases of another seed would not find it again.
    let again = try CheckedConsumer.failures(
      consumer.check("--format", "json", "--cases", "1"))
    #expect(again.map { $0["payload"] } == first.map { $0["payload"] })
    #expect(try consumer.check("--no-memory", "--cases", "1").status == 0)
    try consumer.replace(Self.sound)
    #expect(try consumer.check("--cases", "2").status == 0)
    #expect(kept(consumer) == [])
    #expect(try BuiltTool.run("failures", consumer.system).output == "0 failures kept\n")
  }

  @Test func `a replay that passes forgets the failure`() throws {
    let consumer = try CheckedConsumer(Self.overStrict)
    let failures = try CheckedConsumer.failures(consumer.check("--format", "json"))
    let token = try #require(failures.first?["replay"]?.stringValue)
    #expect(try consumer.check("--replay", token).status == 1)
    #expect(kept(consumer).count == 1)
    try consumer.replace(Self.sound)
    #expect(try consumer.check("--replay", token).status == 0)
    #expect(kept(consumer) == [])
  }

  @Test func `a token needs neither the seed nor the contract as it was`() throws {
    let consumer = try CheckedConsumer(Self.overStrict)
    let failure = try #require(
      CheckedConsumer.failures(consumer.check("--format", "json", "--seed", "77")).first)
    let token = failure["replay"]?.stringValue ?? ""
    let wider = CheckedConsumer.manifest.replacingOccurrences(
      of: #""attempts": {"#, with: #""note": {"type": "string"}, "attempts": {"#)
    _ = try consumer.folder.add("system.json", wider)
    let again = try CheckedConsumer.failures(consumer.check("--format", "json", "--replay", token))
    #expect(again.map { $0["payload"] } == [failure["payload"]])
    #expect(again.map { $0["replay"]?.stringValue } == [token])
  }

  @Test func `a pinned failure is tried first on every machine`() throws {
    let consumer = try CheckedConsumer(Self.overStrict)
    let failures = try CheckedConsumer.failures(consumer.check("--format", "json"))
    let token = try #require(failures.first?["replay"]?.stringValue)
    let pinned = try BuiltTool.run("failures", consumer.system, "--pin", token)
    #expect(pinned.status == 0, "\(pinned.errors)")
    let example = consumer.folder.text("system.examples.jsonl")
    #expect(example?.hasPrefix(#"{"handoff":"intake->solver","payload":{"id":"T-0000""#) == true)
    #expect(
      try BuiltTool.run("failures", consumer.system, "--pin", token).output.hasPrefix("stands already in"))
    #expect(consumer.folder.text("system.examples.jsonl") == example)
    #expect(try consumer.check("--no-memory", "--cases", "1").status == 1)
  }

  @Test func `recorded payloads are tried first, and a line that cannot be used is named`() throws {
    let consumer = try CheckedConsumer(Self.overStrict)
    let file = try consumer.folder.add(
      "r.jsonl", "\n{\"id\":\"T-1234\",\"priority\":\"low\",\"attempts\":8}\n")
    let failures = try CheckedConsumer.failures(
      consumer.check("--examples", file, "--cases", "1", "--format", "json"))
    #expect(failures.map { $0["payload"]?["attempts"] } == [8])
    _ = try consumer.folder.add("r.jsonl", "{}\n{\"handoff\": \"a->b\", \"payload\": 1}\n")
    let lost = try consumer.check("--examples", file)
    #expect(lost.status == 2)
    #expect(lost.errors.hasPrefix("\(file):2: no handoff is called \"a->b\""), "\(lost.errors)")
    _ = try consumer.folder.add("r.jsonl", "{\n")
    #expect(try consumer.check("--examples", file).errors.hasPrefix("\(file):1: not JSON"))
  }

  @Test func `runs at the same time keep whole files`() async throws {
    let consumer = try CheckedConsumer(Self.overStrict)
    try await withThrowingTaskGroup(of: Int32.self) { group in
      for seed in 1...4 { group.addTask { try consumer.check("--seed", "\(seed)", "--cases", "300").status } }
      for try await status in group { #expect(status == 1) }
    }
    let names = kept(consumer)
    #expect(names.count >= 1)
    for name in names {
      let text = consumer.folder.text(".handoff/failures/\(name)") ?? ""
      #expect((try? JSONValue(parsing: text))?["format"] == 1, "\(name): \(text)")
    }
  }

  @Test func `time that is over is told`() throws {
    let slow = CheckedConsumer.loop("time.sleep(0.05)\nanswer(check(p))")
    let outcome = try CheckedConsumer(slow).check("--time", "0.5")
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("cases: the time that was given is over"), "\(outcome.output)")
  }

  @Test func `Ctrl-C ends a check with a report of what was found`() throws {
    let slow = CheckedConsumer.loop("time.sleep(0.01)\nanswer(\"busy\" if check(p) is None else None)")
    let consumer = try CheckedConsumer(slow)
    let tool = Process()
    tool.executableURL = URL(fileURLWithPath: BuiltTool.path)
    tool.arguments = [
      "check", "system.json", "--handoff", "intake->solver", "--cases", "100000", "--consumer",
      "intake->solver=python3 agent.py", "--format", "json", "--output", "report.json",
    ]
    tool.currentDirectoryURL = URL(fileURLWithPath: consumer.folder.path(""))
    tool.standardOutput = FileHandle.nullDevice
    tool.standardError = FileHandle.nullDevice
    try tool.run()
    let note = ".handoff/running/\(tool.processIdentifier)-\(StableHash("system.json".utf8).digits).note"
    // Not before the first case was handed over.
    for _ in 0..<1_000 where (consumer.folder.text(note) ?? "").isEmpty { usleep(10_000) }
    usleep(700_000)
    kill(tool.processIdentifier, SIGINT)
    tool.waitUntilExit()
    #expect(tool.terminationReason == .exit)
    #expect(tool.terminationStatus == 2)
    let report = try JSONValue(parsing: consumer.folder.text("report.json") ?? "")
    #expect(report["complete"] == false)
    #expect((report["handoffs"]?[0]?["failures"]?.arrayValue ?? []).isEmpty == false)
    #expect(
      report["handoffs"]?[0]?["shortfalls"]?[0]?.stringValue?.hasSuffix("it was interrupted") == true,
      "\(report)")
  }

  @Test func `several processes at once find what one finds`() throws {
    let consumer = try CheckedConsumer(Self.overStrict)
    let alone = try consumer.check("--no-memory", "--format", "json")
    let together = try consumer.check("--no-memory", "--format", "json", "--jobs", "3")
    #expect(alone.status == 1)
    #expect(together == alone)
  }

  /// 3 times, 200 where `HANDOFF_LAWS` is `whole`.
  private static let kills = ProcessInfo.processInfo.environment["HANDOFF_LAWS"] == "whole" ? 200 : 3

  @Test func `a run that was killed leaves the payload that it was at, and nothing broken`() throws {
    let slow = CheckedConsumer.loop("time.sleep(0.01)\nanswer(\"busy\" if p == 7 else check(p))")
    let consumer = try CheckedConsumer(slow)
    for number in 0..<Self.kills {
      let tool = Process()
      tool.executableURL = URL(fileURLWithPath: BuiltTool.path)
      tool.arguments = [
        "check", "system.json", "--handoff", "intake->solver", "--consumer",
        "intake->solver=python3 agent.py",
      ]
      tool.currentDirectoryURL = URL(fileURLWithPath: consumer.folder.path(""))
      tool.standardOutput = FileHandle.nullDevice
      tool.standardError = FileHandle.nullDevice
      try tool.run()
      // Not before it has begun.
      let manifest = StableHash("system.json".utf8).digits
      let note = ".handoff/running/\(tool.processIdentifier)-\(manifest).note"
      for _ in 0..<500 where (consumer.folder.text(note) ?? "").isEmpty { usleep(10_000) }
      usleep(UInt32(number % 7) * 7_000)
      kill(tool.processIdentifier, SIGKILL)
      tool.waitUntilExit()
      let left = try #require(consumer.folder.text(note))
      let line = try #require(RunningNote.line(Array(left.utf8)), "\(left)")
      #expect(AddressedContent(json: try JSONDocument(parsing: line).value) != nil, "\(left)")
      let next = try consumer.check("--cases", "1")
      #expect(
        next.errors.contains("an earlier run ended while intake->solver was given this"), "\(next.errors)")
      #expect(consumer.folder.text(note) == nil)
    }
    #expect(try consumer.check("--cases", "1").errors == "")
  }
}
