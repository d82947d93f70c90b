import Foundation
import HandoffSchema
import Testing

@testable import handoff

@Suite("handoff fixtures")
struct FixturesCommandTests {
  private static let manifest = #"""
    {
      "handoffSystem": 1, "name": "pair", "entry": "a",
      "contracts": {
        "seat/request": {
          "version": "1.0.0",
          "output": {
            "type": "object", "required": ["seat"],
            "properties": {"seat": {"type": "integer", "minimum": 1}, "class": {"enum": ["first", "second"]}}
          },
          "failures": {"full": {}}
        },
        "done": {"output": {"const": "done"}}
      },
      "agents": {"a": {"produces": "seat/request"}, "b": {"produces": "done", "finishes": true}},
      "handoffs": [{"from": "a", "to": "b"}]
    }
    """#

  private func files(_ folder: TemporaryFolder, below name: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: folder.path(name))?.compactMap { $0 as? String } ?? []
    return found.filter { $0.contains(".") }.sorted()
  }

  @Test func `each contract has a folder, and the index tells what each file shows`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", Self.manifest)
    let outcome = try BuiltTool.run(["fixtures", "s.json", "-o", "out/contracts"], in: folder.path(""))
    #expect(outcome.status == 0, "\(outcome.errors)")
    let written = files(folder, below: "out/contracts")
    #expect(outcome.output == "\(written.count) files of 2 contracts\n")
    let index = try JSONValue(parsing: try #require(folder.text("out/contracts/index.json")))
    let contracts = try #require(index["contracts"]?.arrayValue)
    #expect(contracts.map { $0["folder"]?.stringValue } == ["seat-request", "done"])
    var listed: [String] = ["index.json"]
    for contract in contracts {
      let name = try #require(contract["folder"]?.stringValue)
      for role in ["valid", "invalid", "failures"] {
        for entry in contract[role]?.arrayValue ?? [] {
          let file = try #require(entry["file"]?.stringValue)
          listed.append("\(name)/\(file)")
        }
      }
    }
    #expect(listed.sorted() == written)
    let broken = try #require(contracts[0]["invalid"]?.arrayValue)
    let below = try #require(broken.first { $0["operator"] == "below-minimum" })
    #expect(below["pointer"] == "/seat")
    #expect(below["violation"]?["keyword"] == "minimum")
    let file = try #require(below["file"]?.stringValue)
    let payload = try JSONValue(parsing: try #require(folder.text("out/contracts/seat-request/\(file)")))
    #expect(payload["seat"] == 0)
    #expect(contracts[0]["failures"]?.arrayValue?.map { $0["kind"] } == ["full"])
  }

  @Test func `a second run changes nothing, and --check fails where something is stale`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", Self.manifest)
    let write = ["fixtures", "s.json", "-o", "out"]
    _ = try BuiltTool.run(write, in: folder.path(""))
    let before = files(folder, below: "out").map { folder.text("out/\($0)") }
    #expect(try BuiltTool.run(write + ["--check"], in: folder.path("")).status == 0)
    _ = try BuiltTool.run(write, in: folder.path(""))
    #expect(files(folder, below: "out").map { folder.text("out/\($0)") } == before)

    _ = try folder.add("out/done/valid/simplest.json", "\"dome\"\n")
    let stale = try BuiltTool.run(write + ["--check"], in: folder.path(""))
    #expect(stale.status == 1)
    #expect(
      stale.output
        == "out/done/valid/simplest.json: stale\n1 file not up to date; run the command without --check\n")
    #expect(folder.text("out/done/valid/simplest.json") == "\"dome\"\n")
    try FileManager.default.removeItem(atPath: folder.path("out/done/valid/simplest.json"))
    #expect(
      try BuiltTool.run(write + ["--check"], in: folder.path("")).output.hasPrefix(
        "out/done/valid/simplest.json: missing\n"))
  }

  @Test func `files that no fixture needs any more go, and only those`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", Self.manifest)
    let write = ["fixtures", "s.json", "-o", "out"]
    _ = try BuiltTool.run(write, in: folder.path(""))
    _ = try folder.add("out/done/valid/mine.json", "1")
    _ = try folder.add(
      "s.json", Self.manifest.replacing(#", "class": {"enum": ["first", "second"]}"#, with: ""))
    let check = try BuiltTool.run(write + ["--check"], in: folder.path(""))
    #expect(
      check.output.contains("seat-request/valid/properties-class-valid-with-second.json: no longer needed\n"))
    let outcome = try BuiltTool.run(write, in: folder.path(""))
    #expect(outcome.output.contains("old ones removed"))
    #expect(!files(folder, below: "out").contains { $0.contains("class") })
    #expect(folder.text("out/done/valid/mine.json") == "1")
    #expect(try BuiltTool.run(write + ["--check"], in: folder.path("")).status == 0)
  }

  @Test func `one contract, a contract by itself and a schema have fixtures too`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", Self.manifest)
    _ = try folder.add("plan.schema.json", #"{"type": "string", "minLength": 2}"#)
    let one = try BuiltTool.run(["fixtures", "s.json#/contracts/done", "-o", "one"], in: folder.path(""))
    #expect(one.output.hasSuffix("of 1 contract\n"))
    #expect(files(folder, below: "one").allSatisfy { $0.hasPrefix("done/") || $0 == "index.json" })
    _ = try BuiltTool.run(["fixtures", "plan.schema.json", "-o", "two"], in: folder.path(""))
    #expect(folder.text("two/plan/valid/root-valid-at-the-least-length.json") == nil)
    #expect(folder.text("two/plan/valid/simplest.json") == "\"aa\"\n")
  }

  @Test func `without a folder nothing is written`() throws {
    let outcome = try BuiltTool.run("fixtures", "Fixtures/systems/minimal.json")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--output DIR is missing"))
  }
}
