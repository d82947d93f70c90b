import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

/// Schemas as generators write them, with definitions of their own, wherever a schema stands.
@Suite("Pasted schemas")
struct PastedSchemaTests {
  /// A schema of a generator, with payloads that it accepts and that it refuses.
  struct Pasted: CustomTestStringConvertible, Sendable {
    var name: String
    var schema: JSONValue
    var valid: [JSONValue]
    var invalid: [JSONValue]
    var testDescription: String { name }

    static let all: [Pasted] = Fixtures.files(in: "schemas/pasted", endingIn: ".schema.json").compactMap {
      file in
      let cases = file.path.replacingOccurrences(of: ".schema.json", with: ".cases.json")
      guard let schema = json(file), let payloads = json(URL(fileURLWithPath: cases)) else { return nil }
      return Pasted(
        name: file.lastPathComponent, schema: schema, valid: payloads["valid"]?.arrayValue ?? [],
        invalid: payloads["invalid"]?.arrayValue ?? [])
    }

    private static func json(_ file: URL) -> JSONValue? {
      (try? Data(contentsOf: file)).flatMap { try? JSONDocument(parsing: Array($0)).value }
    }
  }

  @Test func `there is an example of each kind`() {
    #expect(
      Pasted.all.map(\.name)
        == Fixtures.files(in: "schemas/pasted", endingIn: ".schema.json").map(\.lastPathComponent))
    #expect(Pasted.all.count >= 4)
    #expect(Pasted.all.allSatisfy { $0.valid.count >= 2 && $0.invalid.count >= 2 })
  }

  @Test(arguments: Pasted.all)
  func `a pasted schema means the same wherever it stands`(pasted: Pasted) throws {
    let manifest = Self.manifest(with: pasted.schema, definitions: [:])
    let system = try AgentSystem(manifest: Array(manifest.text().utf8), file: "m.json")
    let schemas = system.schemas()
    let places: [SchemaPlace] = [
      .input, .output(contract: 0), .accepts(agent: 0), .guard(handoff: 0), .payload(handoff: 0),
      .result(handoff: 0), .definition(0), .accepts(agent: 1), .failure(contract: 1, failure: 0),
    ]
    for place in places {
      let schema = try #require(try schemas.schema(at: place))
      for payload in pasted.valid { #expect(schema.isValid(payload), "\(place): \(payload)") }
      for payload in pasted.invalid { #expect(!schema.isValid(payload), "\(place): \(payload)") }
    }
    let failure = try #require(try schemas.failure("f", of: "c"))
    for payload in pasted.invalid { #expect(!failure.isValid(payload.tagged("f"))) }
    #expect(try AgentSystem(manifest: Array(system.manifest.text().utf8), file: "m.json") == system)
  }

  @Test func `the manifest's definitions and contracts are found where the schema has none of that name`()
    throws
  {
    let schema: JSONValue = [
      "properties": [
        "a": ["$ref": "#/$defs/own"], "b": ["$ref": "#/$defs/shared"], "c": ["$ref": "#/contracts/n/output"],
      ],
      "$defs": ["own": ["type": "string"]],
    ]
    let system = try AgentSystem(
      manifest: Array(
        Self.manifest(with: schema, definitions: ["shared": ["type": "null"]]).text().utf8), file: "m.json")
    let guardSchema = try #require(try system.schemas().schema(at: .guard(handoff: 0)))
    #expect(guardSchema.isValid(["a": "x", "b": .null, "c": 1]))
    for broken: JSONValue in [["a": 1], ["b": 1], ["c": "x"]] { #expect(!guardSchema.isValid(broken)) }
  }

  @Test func `a name that both define is told, and the schema's own is meant`() throws {
    let schema: JSONValue = ["$ref": "#/$defs/step", "$defs": ["step": ["type": "string"], "unused": true]]
    let text = Self.manifest(with: schema, definitions: ["step": ["type": "null"], "unused": true]).text()
    let error = #expect(throws: ManifestError.self) {
      try AgentSystem(manifest: Array(text.utf8), file: "m.json")
    }
    let problems = try #require(error).problems
    #expect(problems.allSatisfy { $0.reason == .ambiguousDefinition("step") })
    #expect(problems.count == 9)
    #expect(problems.contains { $0.pointer == JSONPointer(tokens: ["contracts", "c", "output", "$ref"]) })
    #expect(problems.contains { $0.pointer == JSONPointer(tokens: ["handoffs", "0", "when", "$ref"]) })

    let declared = AgentSystem("s", entry: "a") {
      Contract("c") { Output(.schema(schema)) }
      Definition("step", .schema(["type": "null"]))
    }
    #expect(declared.problems.map(\.reason) == [.ambiguousDefinition("step")])
    let output = try #require(try declared.schemas().output(of: "c"))
    #expect(output.isValid("x") && !output.isValid(.null))
  }

  @Test func `definitions of one schema are not those of another`() throws {
    let system = AgentSystem("s", entry: "a") {
      Contract("text") { Output(.schema(["$ref": "#/$defs/it", "$defs": ["it": ["type": "string"]]])) }
      Contract("number") { Output(.schema(["$ref": "#/$defs/it", "$defs": ["it": ["type": "number"]]])) }
      Contract("both") {
        Output(
          .schema([
            "prefixItems": [["$ref": "#/contracts/text/output"], ["$ref": "#/contracts/number/output"]]
          ]))
      }
    }
    #expect(system.problems == [])
    let both = try #require(try system.schemas().output(of: "both"))
    #expect(both.isValid(["x", 1]) && !both.isValid([1, 1]) && !both.isValid(["x", "x"]))
  }

  /// A manifest with a schema in every place where one may stand.
  static func manifest(with schema: JSONValue, definitions: JSONObject) -> JSONValue {
    var definitions = definitions
    definitions["pasted"] = schema
    return [
      "handoffSystem": 1, "name": "pasted", "entry": "a", "input": schema,
      "contracts": [
        "c": ["output": schema, "failures": ["f": ["schema": schema]]],
        "u": ["output": false, "failureTag": .null, "failures": ["g": ["schema": schema]]],
        "n": ["output": ["type": "number"]],
      ],
      "agents": ["a": ["accepts": schema, "produces": "c"], "b": ["accepts": ["contract": "c"]]],
      "handoffs": [
        ["from": "a", "to": "b", "when": schema, "payload": schema, "returns": true, "result": schema]
      ],
      "$defs": .object(definitions),
    ]
  }
}

extension JSONValue {
  fileprivate func tagged(_ kind: String) -> JSONValue {
    guard case .object(var members) = self else { return self }
    members["failure"] = .string(kind)
    return .object(members)
  }
}
