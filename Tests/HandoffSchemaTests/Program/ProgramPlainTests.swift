import Testing

@testable import HandoffSchema

/// The shapes of schema that have a road of their own.
@Suite("Validation of plain shapes over the tape")
struct ProgramPlainTests {
  @Test(arguments: [63, 64, 65])
  func `an object with about as many names as a word has bits`(count: Int) throws {
    var properties = JSONObject()
    for number in 0..<count { properties["n\(number)"] = ["type": "integer"] }
    let last = "n\(count - 1)"
    let schema = try Schema([
      "properties": .object(properties), "required": .array([.string(last)]), "additionalProperties": false,
    ])
    let all = (0..<count).map { "\"n\($0)\": \($0)" }
    let texts = [
      all.joined(separator: ","), all.reversed().joined(separator: ","),
      all.dropLast().joined(separator: ","),
      all.joined(separator: ",") + ", \"m\": 1", "\"\(last)\": 1.0", "\"\(last)\": 1.5",
      "\"\(last)\": \"x\", \"\(last)\": 1", "\"\(last)\": 1, \"\(last)\": \"x\"", "",
    ]
    let expected = [true, true, false, false, true, false, true, false, false]
    for (text, expected) in zip(texts, expected) {
      let document = try JSONDocument(parsing: Array("{\(text)}".utf8))
      #expect(schema.isValid(document) == expected, "\(text)")
      #expect(schema.plainViolations(in: document.value).isEmpty == expected, "\(text)")
    }
  }

  @Test(arguments: [
    ("integer", [true, true, true, false, false, false]), ("number", [true, true, true, true, false, false]),
    ("string", [false, false, false, false, true, false]),
    ("null", [false, false, false, false, false, true]),
  ])
  func `a type settles numbers however they are written`(name: String, expected: [Bool]) throws {
    let type = JSONValue.string(name)
    let texts = ["-0", "1.0", "1e2", "1.5", "\"\\u0031\"", "null"]
    // Alone, beside a keyword that asks nothing of any of these values, and below a choice.
    let schemas: [JSONValue] = [
      ["type": type], ["type": type, "minimum": -5], ["type": type, "anyOf": [["maxLength": 5]]],
      ["allOf": [["type": type]]], ["type": type, "maxLength": 5],
      ["type": type, "enum": [0, 1, 100, 1.5, "1", nil]],
    ]
    for schema in schemas {
      let schema = try Schema(schema)
      let found = try texts.map { try schema.isValid(JSONDocument(parsing: Array($0.utf8))) }
      #expect(found == expected)
    }
  }

  @Test func `schemas settled by type count towards the cap on applications`() throws {
    let leaves = [JSONValue](repeating: ["type": ["string", "integer"]], count: 2_000)
    let schema = try Schema(["items": ["allOf": .array(leaves)]])
    let value = JSONValue.array([JSONValue](repeating: 1, count: 1_000))
    let document = try JSONDocument(parsing: Array(value.text().utf8))
    #expect(schema.violations(in: value).map(\.keyword) == ["limit"])
    #expect(!schema.isValid(document))
  }
}
