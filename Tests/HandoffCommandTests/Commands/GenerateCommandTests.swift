import Foundation
import HandoffSchema
import Testing

@testable import handoff

@Suite("handoff generate")
struct GenerateCommandTests {
  private static let schema = #"""
    {"type": "object", "required": ["seat"], "additionalProperties": false,
     "properties": {"seat": {"type": "integer", "minimum": 1, "maximum": 60}, "note": {"type": "string"}}}
    """#

  private func lines(_ outcome: BuiltTool.Outcome) -> [String] {
    outcome.output.split(separator: "\n").map(String.init)
  }

  @Test func `payloads are valid, one a line, and the same for the same seed`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.add("s.json", Self.schema)
    let schema = try Schema(JSONValue(parsing: Self.schema))
    let first = try BuiltTool.run("generate", file, "--count", "200", "--seed", "7")
    #expect(first.status == 0)
    #expect(first.errors == "")
    let payloads = try lines(first).map { try JSONValue(parsing: $0) }
    #expect(payloads.count == 200)
    #expect(payloads.allSatisfy { schema.isValid($0) })
    #expect(Set(payloads).count > 50)
    #expect(try BuiltTool.run("generate", file, "--count", "200", "--seed", "7") == first)
    #expect(try BuiltTool.run("generate", file, "--count", "200", "--seed", "8").output != first.output)
    #expect(try lines(BuiltTool.run("generate", file)).count == 10)
  }

  @Test func `with --invalid every payload breaks the schema`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.add("s.json", Self.schema)
    let schema = try Schema(JSONValue(parsing: Self.schema))
    let outcome = try BuiltTool.run("generate", file, "--invalid", "--count", "100")
    #expect(outcome.status == 0)
    let payloads = try lines(outcome).map { try JSONValue(parsing: $0) }
    #expect(payloads.count == 100)
    #expect(!payloads.contains { schema.isValid($0) })
    #expect(Set(payloads).count > 50)
  }

  @Test func `a contract of a manifest is a schema too`() throws {
    let outcome = try BuiltTool.run(
      "generate", "Fixtures/systems/customer-service.json#/contracts/customer.request", "--count", "3")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(lines(outcome).count == 3)
  }

  @Test func `what allows nothing, or everything, is said`() throws {
    let folder = try TemporaryFolder()
    let nothing = try folder.add("n.json", #"{"allOf": [{"type": "string"}, {"type": "null"}]}"#)
    let none = try BuiltTool.run("generate", nothing)
    #expect(none.status == 2)
    #expect(none.output == "")
    #expect(none.errors.contains("10 payloads could not be made: no payload satisfies the schema"))
    let everything = try folder.add("e.json", "{}")
    let broken = try BuiltTool.run("generate", everything, "--invalid", "--count", "2")
    #expect(broken.status == 2)
    #expect(broken.errors.contains("2 payloads could not be made: the schema has no constraint"))
  }
}
