import Testing

@testable import HandoffSchema

/// Alternatives are left out beforehand only where they cannot match.
@Suite("Selection of alternatives")
struct ProgramBranchTests {
  static let tagged: JSONValue = [
    "oneOf": [
      ["properties": ["kind": ["const": "a"], "n": ["type": "integer"]], "required": ["kind"]],
      ["properties": ["kind": ["enum": ["b", "c"]]], "required": ["kind"], "maxProperties": 1],
      ["$ref": "#/$defs/d"],
      ["type": ["string", "null"]],
      ["required": ["open"]],
    ],
    "$defs": ["d": ["properties": ["kind": ["const": "d"]], "required": ["kind", "x"]]],
  ]

  @Test(arguments: [
    #"{"kind": "a"}"#, #"{"kind": "a", "n": 1}"#, #"{"kind": "a", "n": "1"}"#, #"{"kind": "b"}"#,
    #"{"kind": "c"}"#,
    #"{"kind": "c", "x": 1}"#, #"{"kind": "d"}"#, #"{"x": 1, "kind": "d"}"#, #"{"kind": "e"}"#,
    #"{"kind": 1}"#,
    #"{"kind": "e", "open": 1}"#, #"{"kind": "a", "open": 1}"#, #"{"open": 1}"#, #"{}"#, #""text""#, #"null"#,
    #"1"#,
    #"[]"#, #"{"kind": "e", "kind": "a"}"#, #"{"kind": "a", "kind": "e"}"#, #"{"k\u0069nd": "\u0061"}"#,
    #"{"kind": "a", "k\u0069nd": "b"}"#,
  ])
  func `a tagged union gets the verdict of the collecting road`(text: String) throws {
    let document = try JSONDocument(parsing: Array(text.utf8))
    for keyword in ["oneOf", "anyOf"] {
      var json = try #require(Self.tagged.objectValue)
      json[keyword] = json["oneOf"]
      if keyword == "anyOf" { json["oneOf"] = nil }
      let schema = try Schema(.object(json))
      #expect(schema.isValid(document) == schema.plainViolations(in: document.value).isEmpty)
    }
  }

  @Test func `more alternatives than a mask has bits are all tried`() throws {
    let branches = (0..<100).map { JSONValue.object(["const": .number(JSONNumber($0))]) }
    let schema = try Schema(["oneOf": .array(branches)])
    #expect(try schema.isValid(JSONDocument(parsing: Array("99".utf8))))
    #expect(try !schema.isValid(JSONDocument(parsing: Array("100".utf8))))
  }
}
