import HandoffSchema
import Testing

@Suite("What a report holds besides its violations")
struct ReportingTests {
  @Test func `places of values and of their names are found in one pass`() throws {
    let document = try JSONDocument(parsing: Array("{\"a\": [1,\n {\"b\": 2}]}".utf8))
    let pointers = [[], ["a"], ["a", "1"], ["a", "1", "b"], ["a", "7"]].map { JSONPointer(tokens: $0) }
    let found = document.locations(of: pointers)
    #expect(found.map(\.value.offset) == [0, 6, 11, 17, 6])
    #expect(found.map { $0.name?.offset } == [nil, 1, nil, 12, 1])
    #expect(found.map(\.value) == pointers.map { document.location(of: $0) ?? found[1].value })
  }

  @Test func `only what is checked as a member name is called one`() throws {
    let schema = try Schema([
      "propertyNames": ["maxLength": 1], "allOf": [["properties": ["long": ["const": "x"]]]],
    ])
    #expect(
      schema.violations(in: ["long": "y"]).map(\.found) == [
        "the member name \"long\" of 4 characters", "\"y\" (a string)",
      ])
  }

  @Test func `what a refused schema describes is not reported as unevaluated too`() throws {
    let schema = try Schema([
      "allOf": [["properties": ["a": ["type": "string"]]]], "unevaluatedProperties": false,
    ])
    #expect(schema.violations(in: ["a": 1]).map(\.keyword) == ["type"])
    #expect(schema.violations(in: ["b": 1]).map(\.keyword) == ["unevaluatedProperties"])
  }

  @Test func `what alternatives refuse on the way takes no room from what is refused in the end`() throws {
    let schema = try Schema(["items": ["anyOf": [["type": "string"], true]], "not": true])
    let found = schema.violations(in: .array(Array(repeating: 1, count: 300_000)))
    #expect(found.map(\.keyword) == ["not"])
  }

  @Test func `a chain of schemas in place is read up to its cap`() throws {
    func chain(_ length: Int) -> JSONValue {
      var definitions = JSONObject()
      for place in 0..<length { definitions["\(place)"] = ["$ref": .string("#/$defs/\(place + 1)")] }
      definitions["\(length)"] = ["type": "null"]
      return ["$ref": "#/$defs/1", "$defs": .object(definitions)]
    }
    let longest = try Schema(chain(EvaluationLimits.inPlaceDepth - 1))
    #expect(longest.isValid(nil))
    #expect(!longest.isValid(1))
    #expect(throws: SchemaError.self) { try Schema(chain(EvaluationLimits.inPlaceDepth)) }
  }

  @Test func `the alternative whose tag fits is reported, though it refuses more`() throws {
    let schema = try Schema([
      "anyOf": [
        ["properties": ["kind": ["const": "a"]]],
        ["properties": ["kind": ["const": "b"]], "required": ["x", "y"]],
      ]
    ])
    #expect(schema.violations(in: ["kind": "b"]).map(\.keyword) == ["required", "required"])
  }

  @Test func `a host name has at most 253 characters`() throws {
    let schema = try Schema(["format": "hostname"], options: SchemaOptions(formats: .assertion))
    let labels = Array(repeating: String(repeating: "a", count: 49), count: 5).joined(separator: ".")
    #expect(schema.isValid(.string(labels + ".abc")))
    #expect(!schema.isValid(.string(labels + ".abcd")))
  }

  @Test func `fragments are decoded`() throws {
    let encoded = try Schema(["$ref": "#/$defs/a%20b%25", "$defs": ["a b%": ["type": "null"]]])
    #expect(encoded.isValid(nil) && !encoded.isValid(1))
  }

  @Test func `an older identifier that is only a fragment is an anchor`() throws {
    let older = try Schema([
      "$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://example.com/root.json",
      "properties": ["a": ["$ref": "#name"], "b": ["$ref": "root.json#/definitions/n"]],
      "definitions": ["n": ["$id": "#name", "type": "null", "items": ["$ref": "#/definitions/n"]]],
    ])
    #expect(older.isValid(["a": nil, "b": nil]))
    #expect(!older.isValid(["a": 1]) && !older.isValid(["b": 1]))
  }
}
