import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import handoff

/// A schema as a generator writes it, pasted wherever a manifest has a schema.
@Suite("Pasted schemas in commands")
struct PastedSchemaCommandTests {
  private static func manifest(_ schema: String) -> String {
    """
    {"handoffSystem": 1, "name": "x", "entry": "a", "input": \(schema), "contracts": {"c": {"output": \(schema)}},
     "agents": {"a": {"accepts": \(schema), "produces": "c", "finishes": true},
                "b": {"accepts": \(schema), "produces": "c", "finishes": true}},
     "handoffs": [{"from": "a", "to": "b", "when": \(schema), "result": \(schema), "pattern": "supervisor", "limit": 2}],
     "$defs": {"unused": true}}
    """
  }

  @Test(arguments: Fixtures.files(in: "schemas/pasted", endingIn: ".schema.json"))
  func `a pasted schema works unchanged in every command`(file: URL) throws {
    let schema = try JSONDocument(parsing: Array(Data(contentsOf: file))).value.text()
    let cases = try JSONDocument(
      parsing: Array(
        Data(
          contentsOf: URL(
            fileURLWithPath: file.path.replacingOccurrences(of: ".schema.json", with: ".cases.json"))))
    ).value
    let valid = try #require(cases["valid"]?.arrayValue?.first)
    let invalid = try #require(cases["invalid"]?.arrayValue?.first)
    let folder = try TemporaryFolder()
    _ = try folder.add("m.json", Self.manifest(schema))
    _ = try folder.add("s.json", schema)
    _ = try folder.add("valid.json", valid.text())
    _ = try folder.add("invalid.json", invalid.text())
    _ = try folder.add("pairs.jsonl", "{\"producer\": \(schema), \"consumer\": \(schema)}")
    func expect(_ arguments: [String], status: Int32, says: String) throws {
      let outcome = try BuiltTool.run(arguments, in: folder.path(""))
      #expect(outcome.status == status, "\(arguments): \(outcome.output)\(outcome.errors)")
      #expect(outcome.output.contains(says), "\(arguments): \(outcome.output)\(outcome.errors)")
    }
    try expect(["audit", "m.json", "--fail-on", "error"], status: 0, says: "2 agents, 1 handoff, 1 contract")
    // Nothing is run, which is no pass; the contracts are compared all the same.
    try expect(["check", "m.json"], status: 2, says: "contracts:   compatible")
    try expect(["route", "m.json", "a", "--payload", "valid.json"], status: 0, says: "\"b\" gets the work")
    try expect(["diff", "m.json", "m.json", "--fail-on", "any"], status: 0, says: "0 changed")
    try expect(["compare", "--pairs", "pairs.jsonl"], status: 0, says: "\"included\"")
    for part in ["input", "contracts/c", "agents/a/accepts", "handoffs/0/when", "handoffs/0/result"] {
      let part = "m.json#/\(part)"
      try expect(["compare", part, "s.json"], status: 0, says: "included")
      try expect(["compare", "s.json", part], status: 0, says: "included")
      try expect(["validate", part, "valid.json"], status: 0, says: "1 valid")
      try expect(["validate", part, "invalid.json"], status: 1, says: "1 invalid")
    }
  }
}
