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
}
