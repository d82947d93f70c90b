import HandoffSchema
import Testing

@Suite("Violations")
struct ViolationTests {
  private func violations(_ schema: JSONValue, _ value: JSONValue) throws -> [Violation] {
    try Schema(schema).violations(in: value)
  }

  private func lines(_ schema: String, _ value: String) throws -> [String] {
    try violations(JSONValue(parsing: schema), JSONValue(parsing: value)).map(\.description)
  }

  @Test func `a violation names both places, the keyword, the finding and what is allowed`() throws {
    let schema: JSONValue = [
      "$id": "https://example.com/order", "properties": ["a/b": ["items": ["$ref": "#/$defs/count"]]],
      "$defs": ["count": ["type": "integer", "minimum": 1]],
    ]
    #expect(
      try violations(schema, ["a/b": [3, 0]]) == [
        Violation(
          instance: JSONPointer(tokens: ["a/b", "1"]), keyword: "minimum",
          keywordLocation: JSONPointer(tokens: ["properties", "a/b", "items", "$ref", "minimum"]),
          absoluteKeywordLocation: "https://example.com/order#/$defs/count/minimum", found: "0 (a number)",
          allowed: "a number of at least 1")
      ])
  }

  @Test func `locations are those of the document, in older dialects too`() throws {
    let found = try violations(
      [
        "$schema": "http://json-schema.org/draft-07/schema#", "items": [["type": "null"]],
        "additionalItems": ["type": "string"], "dependencies": ["a": ["b"]],
      ], [1, 2])
    #expect(found.map(\.keywordLocation.description) == ["/items/0/type", "/additionalItems/type"])
    let dependent = try violations(
      ["$schema": "http://json-schema.org/draft-07/schema#", "dependencies": ["a": ["b"]]], ["a": 1])
    #expect(dependent.map(\.keywordLocation.description) == ["/dependencies/a"])
  }

  static let wordings: [(schema: String, value: String, lines: [String])] = [
    (
      #"{"type": ["string", "null"]}"#, "[]", ["(root): expected a string or null, found an empty array"]
    ),
    (#"{"type": "integer"}"#, "1.5", ["(root): expected an integer, found 1.5 (a number)"]),
    (
      #"{"const": {"a": 1}}"#, "{}", [#"(root): expected {"a":1}, found {}; the member "a" is missing"#]
    ),
    (#"{"multipleOf": 0.01}"#, "0.105", ["(root): expected a multiple of 0.01, found 0.105 (a number)"]),
    (#"{"exclusiveMaximum": 2}"#, "2.0", ["(root): expected a number less than 2, found 2.0 (a number)"]),
    (
      #"{"minLength": 2}"#, #""é""#,
      [#"(root): expected text of at least 2 characters, found "é" (a string) of 1 character"#]
    ),
    (#"{"minItems": 2}"#, "[1]", ["(root): expected at least 2 elements, found an array of 1 element"]),
    (
      #"{"uniqueItems": true}"#, "[1, {}, 1.0]",
      ["(root): expected elements that all differ, found 1 at 0 and again at 2"]
    ),
    (
      #"{"contains": {"type": "null"}}"#, "[1, 2]",
      [#"(root): expected at least 1 that "contains" describes, found 0 of 2 elements"#]
    ),
    (
      #"{"contains": true, "maxContains": 1}"#, "[1, 2]",
      [#"(root): expected at most 1 that "contains" describes, found 2 of 2 elements"#]
    ),
    (
      #"{"required": ["a", "b"]}"#, #"{"c": 1}"#,
      [
        #"(root): expected a member "a", found an object of 1 member without it"#,
        #"(root): expected a member "b", found an object of 1 member without it"#,
      ]
    ),
    (
      #"{"properties": {"a": true}, "additionalProperties": false}"#, #"{"zzz": 1}"#,
      [#"/zzz: expected only the members "a", found the member "zzz""#]
    ),
    (
      #"{"additionalProperties": false}"#, #"{"a": 1}"#,
      [#"/a: expected no further member, found the member "a""#]
    ),
    (#"{"properties": {"a": false}}"#, #"{"a": 1}"#, [#"/a: expected no such member, found the member "a""#]),
    (
      #"{"prefixItems": [true], "items": false}"#, "[1, 2]",
      ["/1: expected no element here, found 2 (a number)"]
    ),
    (
      #"{"propertyNames": {"maxLength": 1}}"#, #"{"ab": 1}"#,
      [#"(root): expected text of at most 1 character, found the member name "ab" of 2 characters"#]
    ),
    (#"{"not": {}}"#, "1", [#"(root): expected a value that "not" does not describe, found 1 (a number)"#]),
    ("false", "1", ["(root): expected no value, found 1 (a number)"]),
    (
      #"{"oneOf": [true, false, {"type": "number"}]}"#, "1",
      [
        "(root): expected a value that exactly 1 of 3 alternatives accepts, "
          + "found 1 (a number), which alternatives 0, 2 accept"
      ]
    ),
    (
      #"{"dependentRequired": {"a": ["b"]}}"#, #"{"a": 1}"#,
      [
        #"""
        (root): expected a member "b", found an object of 1 member without it; \#
        it is asked for because "a" is present
        """#
      ]
    ),
    (
      #"{"if": {"type": "string"}, "then": {"maxLength": 1}, "else": {"maximum": 5}}"#, "6",
      [
        #"""
        (root): expected a number of at most 5, found 6 (a number); \#
        it is asked for because "if" does not hold
        """#
      ]
    ),
    (
      #"{"properties": {"a": {"type": "string"}}, "unevaluatedProperties": false}"#, #"{"a": "x", "q": 1}"#,
      [#"/q: expected only the members "a", found the member "q""#]
    ),
  ]

  @Test(arguments: wordings)
  func `every keyword says what it found and what it allows`(
    schema: String, value: String, lines: [String]
  ) throws {
    #expect(try self.lines(schema, value) == lines)
  }

  static let hints: [(schema: String, value: String, lines: [String])] = [
    (
      #"{"type": "integer"}"#, #""25""#,
      [#"(root): expected an integer, found "25" (a string); write 25 without quotes"#]
    ),
    (#"{"type": "integer"}"#, #""2.5""#, [#"(root): expected an integer, found "2.5" (a string)"#]),
    (
      #"{"type": "boolean"}"#, #""true""#,
      [#"(root): expected true or false, found "true" (a string); write true without quotes"#]
    ),
    (
      #"{"type": "string"}"#, "25", [#"(root): expected a string, found 25 (a number); write "25" in quotes"#]
    ),
    (
      #"{"enum": ["low", "medium", "high"]}"#, #""Hihg""#,
      [#"(root): expected "low", "medium" or "high", found "Hihg" (a string); did you mean "high"?"#]
    ),
    (
      #"{"enum": [1, 2]}"#, #""2""#,
      [#"(root): expected 1 or 2, found "2" (a string); write 2 without quotes"#]
    ),
    (
      #"{"const": "1.2"}"#, "1.2", [#"(root): expected "1.2", found 1.2 (a number); write "1.2" in quotes"#]
    ),
    (
      #"{"properties": {"priority": true, "plan": true}, "required": ["priority"], "additionalProperties": false}"#,
      #"{"prioritiy": 1, "plan": 2}"#,
      [
        #"""
        (root): expected a member "priority", found an object of 2 members without it; \#
        "prioritiy" looks like a misspelling of it
        """#,
        #"""
        /prioritiy: expected only the members "priority", "plan", found the member "prioritiy"; \#
        did you mean "priority"?
        """#,
      ]
    ),
    (
      #"{"properties": {"seatNumber": true}, "unevaluatedProperties": false}"#, #"{"seat_number": 1}"#,
      [
        #"""
        /seat_number: expected only the members "seatNumber", found the member "seat_number"; \#
        did you mean "seatNumber"?
        """#
      ]
    ),
  ]

  @Test(arguments: hints)
  func `a near miss comes with a remedy`(schema: String, value: String, lines: [String]) throws {
    #expect(try self.lines(schema, value) == lines)
  }

  @Test func `alternatives of other types are told in one line`() throws {
    #expect(
      try lines(#"{"anyOf": [{"type": "string"}, {"type": "array"}, {"const": 3}]}"#, "2")
        == [#"(root): expected a string, an array or 3, found 2 (a number)"#])
  }

  @Test func `of several alternatives the one that was probably meant is reported in detail`() throws {
    let schema = #"""
      {"oneOf": [
        {"properties": {"kind": {"const": "mail"}, "to": {"type": "string"}}, "required": ["kind", "to"]},
        {"properties": {"kind": {"const": "call"}, "number": {"type": "string"}}, "required": ["kind", "number"]},
        {"type": "null"}]}
      """#
    #expect(
      try lines(schema, #"{"kind": "call", "number": 5}"#) == [
        #"""
        /number: expected a string, found 5 (a number); write "5" in quotes; \#
        it is asked for because "kind" is "call"
        """#
      ])
    let found = try violations(JSONValue(parsing: schema), ["kind": "call", "number": 5])
    #expect(found.map(\.keywordLocation.description) == ["/oneOf/1/properties/number/type"])
  }

  @Test func `a long text and a long list are cut`() throws {
    let long = String(repeating: "a", count: 10_000)
    let found = try violations(["enum": .array((0..<100).map { .number(JSONNumber($0)) })], .string(long))
    #expect(found.map(\.allowed) == ["0, 1, 2, 3, 4, 5, 6, 7, 8, 9 or one of 90 more values"])
    #expect(found.map(\.found) == ["\"\(String(repeating: "a", count: 60))…\" (a string)"])
  }

  @Test func `the basic output has a unit for each violation`() throws {
    let schema = try Schema(["$id": "https://example.com/s", "properties": ["~a b": ["type": "string"]]])
    #expect(schema.output(for: ["~a b": "x"]) == ["valid": true])
    #expect(
      schema.output(for: ["~a b": true]) == [
        "valid": false,
        "errors": [
          [
            "valid": false, "keywordLocation": "/properties/~0a b/type",
            "absoluteKeywordLocation": "https://example.com/s#/properties/~0a%20b/type",
            "instanceLocation": "/~0a b",
            "error": "expected a string, found true; write \"true\" in quotes",
          ]
        ],
      ])
  }
}
