import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Where schemas stand in a manifest")
struct ManifestHostsTests {
  /// Every pointer of a document that is no longer than those of schemas, in the order of the document.
  private func allPointers(in value: JSONValue, below tokens: [String] = []) -> [JSONPointer] {
    let own = [JSONPointer(tokens: tokens)]
    guard tokens.count < 5 else { return own }
    switch value {
    case .object(let members):
      return own + members.flatMap { allPointers(in: $0.value, below: tokens + [$0.key]) }
    case .array(let elements):
      return own
        + elements.enumerated().flatMap { allPointers(in: $0.element, below: tokens + [String($0.offset)]) }
    default: return own
    }
  }

  @Test(arguments: Fixtures.files(in: "systems", endingIn: ".json"))
  func `the schemas that are listed are those that are held`(file: URL) throws {
    let manifest = try JSONDocument(parsing: Array(Data(contentsOf: file))).value
    let listed = SchemaHosts.manifests.pointers(in: manifest)
    // Where a contract may be named instead of a schema, that is no schema.
    let expected = allPointers(in: manifest).filter { pointer in
      SchemaHosts.manifests.holdSchema(at: pointer)
        && (manifest[pointer]?["contract"] == nil
          || !["accepts", "result", "payload"].contains(pointer.tokens.last))
    }
    #expect(listed == expected)
  }

  @Test func `each schema is listed in the order of the document`() throws {
    let text = #"""
      {"handoffSystem": 1, "handoffs": [{"result": {}, "from": "a"}, {"result": {"contract": "c"}, "when": {"contract": "c"}, "payload": true}],
       "$defs": {"when": {}, "": {"$defs": {"inner": {}}}},
       "agents": {"input": {"produces": "c", "accepts": {"properties": {"accepts": {}}}}, "b": {}},
       "contracts": {"c": {"failures": {"f": {"schema": {}, "description": ""}, "g": {}}, "output": {"output": {}}}},
       "input": {"input": {}}, "x-contracts": {"c": {"output": {}}}}
      """#
    let manifest = try JSONValue(parsing: text)
    let listed = [
      "/handoffs/0/result", "/handoffs/1/when", "/handoffs/1/payload", "/$defs/when", "/$defs/",
      "/agents/input/accepts", "/contracts/c/failures/f/schema", "/contracts/c/output", "/input",
    ]
    #expect(SchemaHosts.manifests.pointers(in: manifest).map(\.description) == listed)
  }
}
