import HandoffSchema
import Testing

@Suite("Schema errors")
struct SchemaErrorTests {
  private func error(
    _ text: String, at pointer: String = "", resolver: (@Sendable (String) -> JSONValue?)? = nil
  ) throws -> String {
    let document = try JSONValue(parsing: text)
    let pointer = try #require(JSONPointer(parsing: pointer))
    let error = #expect(throws: SchemaError.self) {
      try Schema(document: document, at: pointer, options: SchemaOptions(resolver: resolver))
    }
    return error?.description ?? "accepted"
  }

  static let wrongValues: [(schema: String, message: String)] = [
    (##"3"##, ##"(root): expected a schema (an object or a boolean), found 3 (a number)"##),
    (
      ##"{"properties": {"a": "string"}}"##,
      ##"/properties/a: expected a schema (an object or a boolean), found "string" (a string)"##
    ),
    (##"{"properties": []}"##, ##"/properties: "properties" must be an object, found an empty array"##),
    (##"{"then": 3}"##, ##"/then: expected a schema (an object or a boolean), found 3 (a number)"##),
    (##"{"else": "x"}"##, ##"/else: expected a schema (an object or a boolean), found "x" (a string)"##),
    (##"{"$defs": 3}"##, ##"/$defs: "$defs" must be an object, found 3 (a number)"##),
    (##"{"$schema": 3}"##, ##"/$schema: "$schema" must be the URI of a dialect, found 3 (a number)"##),
    (##"{"type": "text"}"##, ##"/type: "type" must be TYPES, found "text" (a string)"##),
    (##"{"type": ["string", 1]}"##, ##"/type/1: "type" must be TYPES, found 1 (a number)"##),
    (##"{"type": []}"##, ##"/type: "type" must be TYPES, found an empty array"##),
    (##"{"enum": "a"}"##, ##"/enum: "enum" must be an array, found "a" (a string)"##),
    (##"{"required": ["a", 1]}"##, ##"/required/1: "required" must be a member name, found 1 (a number)"##),
    (##"{"required": true}"##, ##"/required: "required" must be an array of member names, found true"##),
    (##"{"minimum": "1"}"##, ##"/minimum: "minimum" must be a number, found "1" (a string)"##),
    (
      ##"{"exclusiveMinimum": true}"##,
      ##"/exclusiveMinimum: "exclusiveMinimum" must be a number, found true"##
    ),
    (
      ##"{"multipleOf": 0}"##,
      ##"/multipleOf: "multipleOf" must be a number greater than 0, found 0 (a number)"##
    ),
    (
      ##"{"multipleOf": -1}"##,
      ##"/multipleOf: "multipleOf" must be a number greater than 0, found -1 (a number)"##
    ),
    (
      ##"{"minLength": -1}"##,
      ##"/minLength: "minLength" must be a whole number of at least 0, found -1 (a number)"##
    ),
    (
      ##"{"maxItems": 1.5}"##,
      ##"/maxItems: "maxItems" must be a whole number of at least 0, found 1.5 (a number)"##
    ),
    (
      ##"{"maxItems": "2"}"##,
      ##"/maxItems: "maxItems" must be a whole number of at least 0, found "2" (a string)"##
    ),
    (
      ##"{"minProperties": -1e400}"##,
      ##"/minProperties: "minProperties" must be a whole number of at least 0, found -1e400 (a number)"##
    ),
    (##"{"uniqueItems": 1}"##, ##"/uniqueItems: "uniqueItems" must be true or false, found 1 (a number)"##),
    (
      ##"{"allOf": []}"##,
      ##"/allOf: "allOf" must be an array of at least one schema, found an empty array"##
    ),
    (##"{"anyOf": {}}"##, ##"/anyOf: "anyOf" must be an array, found an empty object"##),
    (
      ##"{"items": [true]}"##,
      ##"/items: "items" must be a schema; for a list of schemas write "prefixItems", found an array of 1 element"##
    ),
    (
      ##"{"dependentRequired": {"a": "b"}}"##,
      ##"/dependentRequired/a: "dependentRequired" must be an array of member names, found "b" (a string)"##
    ),
    (##"{"pattern": 1}"##, ##"/pattern: "pattern" must be a string, found 1 (a number)"##),
    (##"{"$ref": 1}"##, ##"/$ref: "$ref" must be a URI reference, found 1 (a number)"##),
    (##"{"$id": 1}"##, ##"/$id: "$id" must be a URI reference without fragment, found 1 (a number)"##),
    (##"{"$id": "#a"}"##, ##"/$id: "$id" must be a URI reference without fragment, found "#a" (a string)"##),
    (##"{"$anchor": "1a"}"##, ##"/$anchor: "$anchor" must be ANCHOR, found "1a" (a string)"##),
    (##"{"$ref": "#/$defs/a"}"##, ##"/$ref: "#/$defs/a" leads nowhere"##),
    (##"{"allOf": [{"$ref": "#here"}]}"##, ##"/allOf/0/$ref: "#here" leads nowhere"##),
    (##"{"$ref": "other.json"}"##, ##"/$ref: "other.json" leads nowhere"##),
    (##"{"$ref": "#/a%zz"}"##, ##"/$ref: "#/a%zz" leads nowhere"##),
    (##"{"$ref": "#/~2"}"##, ##"/$ref: "#/~2" leads nowhere"##),
  ]

  // What TYPES and ANCHOR stand for above.
  private static let forms = [
    "TYPES": #"""
    one of "null", "boolean", "object", "array", "number", "string", "integer", or an array of at least one of them
    """#,
    "ANCHOR": #"a name of letters, digits, "-", "_" and "." that begins with a letter or "_""#,
  ]

  @Test(arguments: wrongValues)
  func `a wrong value is refused with place, finding and what is allowed`(schema: String, message: String)
    throws
  {
    var message = message
    for word in ["TYPES", "ANCHOR"] {
      message = message.replacing(word, with: Self.forms[word] ?? "")
    }
    #expect(try error(schema) == message)
  }

  @Test func `a pattern that cannot be compiled is refused with both places`() throws {
    #expect(
      try error(#"{"properties": {"a": {"pattern": "^(a"}}}"#).hasPrefix("/properties/a/pattern: "))
    #expect(
      try error(#"{"patternProperties": {"\\p{Nonsense}": true}}"#).hasPrefix(
        #"/patternProperties/\p{Nonsense}: "#))
    // Beside what counts evaluated members names that nobody can tell are out of reach.
    let reference = #expect(throws: SchemaError.self) {
      try Schema(["patternProperties": [#"(a)\1"#: true], "unevaluatedProperties": false])
    }
    guard case .pattern(let pattern) = reference?.reason, case .unsupported = pattern.reason else {
      Issue.record("expected a pattern error, got \(String(describing: reference))")
      return
    }
    #expect(pattern.offset == 3)
  }

  static let circles: [(schema: String, place: String, circle: String)] = [
    (
      ##"{"$ref": "#"}"##,
      ##"(root)"##,
      ##"# -> #"##
    ),
    (
      ##"{"$defs": {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"if": {"$ref": "#/$defs/a"}}}, "$ref": "#/$defs/b"}"##,
      ##"/$defs/a/allOf/0"##,
      ##"#/$defs/b -> #/$defs/b/if -> #/$defs/a -> #/$defs/a/allOf/0 -> #/$defs/b"##
    ),
    (
      ##"{"not": {"dependentSchemas": {"k": {"$ref": "#"}}}}"##,
      ##"/not/dependentSchemas/k"##,
      ##"# -> #/not -> #/not/dependentSchemas/k -> #"##
    ),
    (
      ##"{"$dynamicAnchor": "a", "$dynamicRef": "#a"}"##,
      ##"(root)"##,
      ##"# -> #"##
    ),
    (
      ##"{"oneOf": [true, {"anyOf": [{"then": true, "if": true, "else": {"$ref": "#"}}]}]}"##,
      ##"/oneOf/1/anyOf/0/else"##,
      ##"# -> #/oneOf/1 -> #/oneOf/1/anyOf/0 -> #/oneOf/1/anyOf/0/else -> #"##
    ),
  ]

  @Test(arguments: circles)
  func `references that apply each other to one value are refused`(
    schema: String, place: String, circle: String
  ) throws {
    #expect(try error(schema) == "\(place): a circle of references that consumes nothing: \(circle)")
  }

  @Test func `an unknown dialect is refused and the known ones are listed`() throws {
    #expect(
      try error(#"{"$schema": "https://example.com/mine"}"#)
        == #"""
        /$schema: "https://example.com/mine" is not known; known are \#
        https://json-schema.org/draft/2020-12/schema, https://json-schema.org/draft/2019-09/schema, \#
        http://json-schema.org/draft-07/schema#, http://json-schema.org/draft-06/schema#, \#
        http://json-schema.org/draft-04/schema#
        """#)
  }

  @Test func `an error in another document names its URI`() throws {
    let message = try error(
      #"{"$ref": "https://example.com/other.json#/$defs/x"}"#,
      resolver: { $0 == "https://example.com/other.json" ? ["$defs": ["x": ["type": 5]]] : nil })
    #expect(
      message
        == #"https://example.com/other.json#/$defs/x/type: "type" must be \#(Self.forms["TYPES"] ?? ""), found 5 (a number)"#
    )
  }

  @Test func `a required vocabulary that is not known is refused`() throws {
    let message = try error(
      #"{"$schema": "https://example.com/mine"}"#,
      resolver: { _ in
        [
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$vocabulary": [
            "https://json-schema.org/draft/2020-12/vocab/core": true, "https://example.com/units": true,
            "https://example.com/colours": false,
          ],
        ]
      })
    let known = [
      "core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "format-assertion",
      "format", "content",
    ].map { "https://json-schema.org/draft/2020-12/vocab/\($0)" }.joined(separator: ", ")
    #expect(
      message
        == "https://example.com/mine#/$vocabulary/https:~1~1example.com~1units: \"https://example.com/units\" is not "
        + "known; known are \(known)")
  }

  @Test func `only what the asked place reaches has to be a schema`() throws {
    let text =
      ##"{"contracts": {"a": {"output": {"$ref": "#/$defs/x"}}, "b": {"output": 5}}, "$defs": {"x": true, "y": 7}}"##
    #expect(
      try Schema(document: JSONValue(parsing: text), at: JSONPointer(tokens: ["contracts", "a", "output"]))
        .isValid(1))
    #expect(
      try error(text, at: "/contracts/b/output")
        == "/contracts/b/output: expected a schema (an object or a boolean), found 5 (a number)")
  }
}
