import HandoffSchema
import Testing

@testable import handoff

@Suite("handoff verify")
struct VerifyCommandTests {
  private static let newsroom = "Fixtures/systems/newsroom.json"
  private static let good =
    #"{"trace": "1", "from": "researcher", "to": "editor", "on": {"failure": "no_sources"}}"# + "\n"
  private static let bad = #"{"trace": "1", "from": "editor", "to": "researcher"}"# + "\n"

  @Test func `recorded runs are read from files and from standard input, and judged by the threshold`() throws
  {
    let folder = try TemporaryFolder()
    let runs = try folder.add("runs.jsonl", Self.good + Self.good)
    let fine = try BuiltTool.run(["verify", Self.newsroom, runs, "-"], input: Self.good)
    #expect(fine.status == 0 && fine.errors == "")
    #expect(fine.output.hasSuffix("newsroom: 3 records of 1 run: 1 note\n"))
    let wrong = try BuiltTool.run(["verify", Self.newsroom, "-", "--format", "json"], input: Self.bad)
    #expect(wrong.status == 1)
    let json = try JSONValue(parsing: wrong.output)
    #expect(json["findings"]?[JSONPointer(tokens: ["0", "rule"])] == "transition-undeclared")
    #expect(json["findings"]?[JSONPointer(tokens: ["0", "location", "line"])] == 1)
  }

  @Test func `a line that is no record is status 2, and named by its line`() throws {
    let outcome = try BuiltTool.run(["verify", Self.newsroom, "-"], input: Self.good + "nonsense\n")
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("standard input:2: error: A line is no record"))
  }

  @Test func `other formats are written too`() throws {
    let outcome = try BuiltTool.run(["verify", Self.newsroom, "-", "--format", "junit"], input: Self.bad)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("<testcase classname=\"newsroom.verify\" name=\"transition-undeclared\""))
  }

  private static let shop = "Fixtures/traces/shop.json"

  private func report(_ trace: String, _ status: Int32) throws -> JSONValue {
    let outcome = try BuiltTool.run(["verify", Self.shop, trace, "--format", "json"])
    #expect(outcome.status == status, "\(outcome.errors)")
    return try JSONValue(parsing: outcome.output)
  }

  private func rules(_ report: JSONValue) -> [String] {
    (report["findings"]?.arrayValue ?? []).compactMap { $0["rule"]?.stringValue }
  }

  @Test func `a trace of another framework is listed handoff by handoff, and held against the declaration`()
    throws
  {
    let report = try report("Fixtures/traces/transfer.jsonl", 1)
    #expect(rules(report) == ["transition-undeclared", "handoff-unseen"])
    let handoffs = report["handoffs"]?.arrayValue ?? []
    #expect(handoffs.map { $0["to"]?.stringValue } == ["cashier", "front", "stock", "warehouse"])
    #expect(
      handoffs.first == [
        "run": .string(String(repeating: "0a", count: 16)), "step": 1, "from": "front", "to": "cashier",
        "mode": "return_to_caller", "payload": ["item": "tea"], "evidence": "observed",
      ])
    #expect(report["dialects"]?[0] == ["name": "genai-transfer", "times": 3])
    #expect(report["summary"]?["withoutPayload"] == 1 && report["complete"] == true)
  }

  @Test func `what is only inferred is counted, and undeclared ways are warnings then`() throws {
    let report = try report("Fixtures/traces/crewai-events.jsonl", 0)
    #expect(rules(report) == ["transition-undeclared", "run-failed", "handoff-unseen"])
    #expect(report["findings"]?[0]?["severity"] == "warning")
    #expect(report["summary"]?["inferred"] == 3)
    let text = try BuiltTool.run(["verify", Self.shop, "Fixtures/traces/crewai-events.jsonl"]).output
    #expect(text.contains("3 handoffs inferred from the order of spans: nothing recorded says so"))
  }

  @Test func `a payload that breaks its contract is told with where, a dropped and a failed handoff too`()
    throws
  {
    let report = try report("Fixtures/traces/openai.jsonl", 1)
    #expect(rules(report) == ["payload-invalid", "transfer-failed", "transfer-failed", "handoff-unseen"])
    #expect(report["findings"]?[0]?["message"]?.stringValue?.contains("/item: expected a string") ?? false)
  }

  @Test func `a file that is cut off is told of as far as it goes, and is status 2`() throws {
    let folder = try TemporaryFolder()
    let whole = try BuiltTool.run(["verify", Self.shop, "Fixtures/traces/shop.json"])
    #expect(whole.status == 2 && whole.output == "")
    #expect(whole.errors.contains("nothing could be read: an object of no dialect that is known"))
    let spans = #"""
      {"resourceSpans": [{"scopeSpans": [{"spans": [
        {"traceId": "t", "spanId": "1", "name": "a.agent", "startTimeUnixNano": "1", "endTimeUnixNano": "2",
         "attributes": [{"key": "traceloop.span.kind", "value": {"stringValue": "agent"}}]},
        {"traceId": "t", "spanId": "2", "parentSpanId": "1", "name": "front → stock.handoff", "startTimeUnixNano": "1",
         "endTimeUnixNano": "2", "attributes": [{"key": "traceloop.span.kind", "value": {"stringValue": "handoff"}}]},
        {"traceId": "t", "spa
      """#
    let torn = try folder.add("torn.json", spans)
    let report = try report(torn, 2)
    #expect(report["handoffs"]?[0]?["to"] == "stock" && report["complete"] == false)
    #expect(rules(report).contains("record-unreadable"))
  }

  @Test func `a first line that is torn does not hide the others`() throws {
    let folder = try TemporaryFolder()
    let torn = try folder.add("torn.jsonl", String(Self.good.prefix(20)) + "\n" + Self.bad + Self.good)
    let outcome = try BuiltTool.run(["verify", Self.newsroom, torn, "--format", "json"])
    #expect(outcome.status == 2)
    let report = try JSONValue(parsing: outcome.output)
    #expect(report["records"] == 2)
    #expect(rules(report) == ["record-unreadable", "transition-undeclared", "handoff-unseen"])
  }

  @Test func `where there is no record nothing was verified, which is status 2`() throws {
    let folder = try TemporaryFolder()
    let empty = try folder.add("empty.jsonl", "")
    let outcome = try BuiltTool.run(["verify", Self.newsroom, empty])
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == "handoff verify: there is no record in what was read, so nothing was verified\n")
    // The file that a recorder has just begun may be empty, beside others.
    let good = try folder.add("good.jsonl", Self.good)
    #expect(try BuiltTool.run(["verify", Self.newsroom, good, empty]).status == 0)
  }

  @Test func `a run of another system is left out and counted, and alone is status 2`() throws {
    let folder = try TemporaryFolder()
    let other = try folder.add(
      "other.jsonl",
      #"{"object": "trace.span", "id": "s", "trace_id": "x", "span_data": {"type": "handoff", "from_agent": "a", "to_agent": "b"}}"#
    )
    let mixed = try BuiltTool.run([
      "verify", Self.shop, other, "Fixtures/traces/traceloop.jsonl", "--format", "json",
    ])
    #expect(mixed.status == 0)
    let unread = try JSONValue(parsing: mixed.output)["unread"]
    #expect(
      unread == [["name": "a run in which none of the declared agents takes part", "times": 1, "first": "x"]])
    #expect(try BuiltTool.run(["verify", Self.shop, other]).status == 2)
  }
}
