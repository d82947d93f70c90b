public import HandoffSchema

/// What one keyword of JSON Schema does, on the smallest documents that show it.
public struct KeywordExample: Sendable {
  /// The keyword.
  public var name: String
  /// A schema with it.
  public var schema: JSONValue
  /// One that says something else, and differs from the first in this keyword only; `nil` where it only informs.
  public var other: JSONValue?
  /// A payload that the first takes.
  public var accepted: JSONValue
  /// One that it refuses because of the keyword; `nil` where it only informs.
  public var refused: JSONValue?
  /// The dialect that knows the keyword.
  public var dialect: SchemaOptions.Dialect

  /// What schemas are read with here: formats assert, and the dialect is the keyword's.
  public var options: SchemaOptions { SchemaOptions(formats: .assertion, dialect: dialect) }

  private init(
    _ name: String, in dialect: SchemaOptions.Dialect = .draft2020, _ schema: JSONValue, _ other: JSONValue?,
    accepts accepted: JSONValue, refuses refused: JSONValue?
  ) {
    self.name = name
    self.schema = schema
    self.other = other
    self.accepted = accepted
    self.refused = refused
    self.dialect = dialect
  }

  private static func informing(
    _ name: String, in dialect: SchemaOptions.Dialect = .draft2020, _ value: JSONValue,
    beside rest: JSONObject = [:]
  ) -> Self {
    var schema = rest
    schema[name] = value
    return Self(name, in: dialect, .object(schema), nil, accepts: 1, refuses: nil)
  }

  /// One for each keyword.
  public static let all: [Self] = values + scalars + arrays + objects + logic + names

  private static let values = [
    Self("type", ["type": "string"], ["type": "null"], accepts: "a", refuses: 1),
    Self("enum", ["enum": [1, 2]], ["enum": [1, 3]], accepts: 2, refuses: 3),
    Self("const", ["const": 1], ["const": 2], accepts: 1, refuses: 2),
    .informing("title", "t"), .informing("description", "d"), .informing("default", 1),
    .informing("examples", [1]), .informing("deprecated", true), .informing("contentEncoding", "base64"),
    .informing("contentMediaType", "text/plain"), .informing("contentSchema", ["type": "null"]),
  ]

  private static let scalars = [
    Self("multipleOf", ["multipleOf": 2], ["multipleOf": 3], accepts: 4, refuses: 3),
    Self("minimum", ["minimum": 2], ["minimum": 3], accepts: 2, refuses: 1),
    Self("maximum", ["maximum": 2], ["maximum": 3], accepts: 2, refuses: 3),
    Self("exclusiveMinimum", ["exclusiveMinimum": 2], ["exclusiveMinimum": 3], accepts: 3, refuses: 2),
    Self("exclusiveMaximum", ["exclusiveMaximum": 2], ["exclusiveMaximum": 3], accepts: 1, refuses: 2),
    Self("minLength", ["minLength": 2], ["minLength": 3], accepts: "ab", refuses: "a"),
    Self("maxLength", ["maxLength": 2], ["maxLength": 3], accepts: "ab", refuses: "abc"),
    Self("pattern", ["pattern": "^a+$"], ["pattern": "^b+$"], accepts: "aa", refuses: "ab"),
    Self("format", ["format": "date"], ["format": "time"], accepts: "2024-02-29", refuses: "2023-02-29"),
  ]

  private static let arrays = [
    Self(
      "items", ["items": ["type": "null"]], ["items": ["type": "string"]], accepts: [.null], refuses: [1]),
    Self(
      "prefixItems", ["prefixItems": [["type": "null"]]], ["prefixItems": [["type": "string"]]],
      accepts: [.null, 1], refuses: [1]),
    Self(
      "additionalItems", in: .draft2019, ["items": [true], "additionalItems": ["type": "null"]],
      ["items": [true], "additionalItems": ["type": "string"]], accepts: [1, .null], refuses: [1, 1]),
    Self("contains", ["contains": ["const": 1]], ["contains": ["const": 2]], accepts: [1], refuses: [2]),
    Self(
      "minContains", ["contains": ["const": 1], "minContains": 2],
      ["contains": ["const": 1], "minContains": 3],
      accepts: [1, 1], refuses: [1]),
    Self(
      "maxContains", ["contains": ["const": 1], "maxContains": 2],
      ["contains": ["const": 1], "maxContains": 3],
      accepts: [1, 1], refuses: [1, 1, 1]),
    Self("minItems", ["minItems": 1], ["minItems": 2], accepts: [1], refuses: []),
    Self("maxItems", ["maxItems": 1], ["maxItems": 2], accepts: [1], refuses: [1, 2]),
    Self("uniqueItems", ["uniqueItems": true], ["uniqueItems": false], accepts: [1, 2], refuses: [1, 1]),
    Self(
      "unevaluatedItems", ["prefixItems": [true], "unevaluatedItems": ["type": "null"]],
      ["prefixItems": [true], "unevaluatedItems": ["type": "string"]], accepts: [1, .null], refuses: [1, 1]),
  ]

  private static let objects = [
    Self(
      "properties", ["properties": ["a": ["type": "null"]]], ["properties": ["b": ["type": "null"]]],
      accepts: ["a": .null], refuses: ["a": 1]),
    Self(
      "patternProperties", ["patternProperties": ["^a": ["type": "null"]]],
      ["patternProperties": ["^b": ["type": "null"]]], accepts: ["ab": .null], refuses: ["ab": 1]),
    Self(
      "additionalProperties", ["properties": ["a": true], "additionalProperties": ["type": "null"]],
      ["properties": ["a": true], "additionalProperties": ["type": "string"]], accepts: ["a": 1, "b": .null],
      refuses: ["b": 1]),
    Self(
      "propertyNames", ["propertyNames": ["maxLength": 1]], ["propertyNames": ["maxLength": 2]],
      accepts: ["a": 1], refuses: ["ab": 1]),
    Self("required", ["required": ["a"]], ["required": ["b"]], accepts: ["a": 1], refuses: ["b": 1]),
    Self("minProperties", ["minProperties": 1], ["minProperties": 2], accepts: ["a": 1], refuses: [:]),
    Self(
      "maxProperties", ["maxProperties": 1], ["maxProperties": 2], accepts: ["a": 1],
      refuses: ["a": 1, "b": 1]),
    Self(
      "dependentRequired", ["dependentRequired": ["a": ["b"]]], ["dependentRequired": ["a": ["c"]]],
      accepts: ["a": 1, "b": 1], refuses: ["a": 1]),
    Self(
      "dependentSchemas", ["dependentSchemas": ["a": ["maxProperties": 1]]],
      ["dependentSchemas": ["b": ["maxProperties": 1]]], accepts: ["a": 1], refuses: ["a": 1, "b": 1]),
    Self(
      "dependencies", in: .draft7, ["dependencies": ["a": ["b"]]], ["dependencies": ["a": ["c"]]],
      accepts: ["a": 1, "b": 1], refuses: ["a": 1]),
    Self(
      "unevaluatedProperties", ["properties": ["a": true], "unevaluatedProperties": ["type": "null"]],
      ["properties": ["a": true], "unevaluatedProperties": ["type": "string"]],
      accepts: ["a": 1, "b": .null], refuses: ["b": 1]),
  ]

  private static let logic = [
    Self(
      "allOf", ["allOf": [["minimum": 1], ["maximum": 2]]], ["allOf": [["minimum": 1], ["maximum": 3]]],
      accepts: 1, refuses: 3),
    Self(
      "anyOf", ["anyOf": [["type": "null"], ["const": 1]]], ["anyOf": [["type": "null"], ["const": 2]]],
      accepts: 1, refuses: 2),
    Self(
      "oneOf", ["oneOf": [["minimum": 1], ["minimum": 3]]], ["oneOf": [["minimum": 1], ["minimum": 4]]],
      accepts: 2, refuses: 3),
    Self("not", ["not": ["const": 1]], ["not": ["const": 2]], accepts: 2, refuses: 1),
    Self(
      "if", ["if": ["const": 1], "then": false], ["if": ["const": 2], "then": false], accepts: 2, refuses: 1),
    Self(
      "then", ["if": ["type": "string"], "then": ["minLength": 1]],
      ["if": ["type": "string"], "then": ["minLength": 2]], accepts: "a", refuses: ""),
    Self(
      "else", ["if": ["type": "null"], "else": ["const": 1]], ["if": ["type": "null"], "else": ["const": 2]],
      accepts: 1, refuses: 2),
    Self(
      "$ref", ["$ref": "#/$defs/a", "$defs": ["a": ["type": "null"], "b": ["type": "string"]]],
      ["$ref": "#/$defs/b", "$defs": ["a": ["type": "null"], "b": ["type": "string"]]], accepts: .null,
      refuses: 1),
    Self(
      "$dynamicRef", ["$dynamicRef": "#a", "$defs": ["a": ["$dynamicAnchor": "a", "type": "null"]]],
      ["$dynamicRef": "#a", "$defs": ["a": ["$dynamicAnchor": "a", "type": "string"]]], accepts: .null,
      refuses: 1),
    Self(
      "$recursiveRef", in: .draft2019, ["properties": ["a": ["$recursiveRef": "#"]], "maxProperties": 1],
      ["properties": ["b": ["$recursiveRef": "#"]], "maxProperties": 1], accepts: ["a": ["b": 1]],
      refuses: ["a": ["b": 1, "c": 1]]),
  ]

  /// What only names a schema changes nothing by itself: the difference is in what is found under the name.
  private static let names = [
    Self(
      "$defs", ["$ref": "#/$defs/a", "$defs": ["a": ["type": "null"]]],
      ["$ref": "#/$defs/a", "$defs": ["a": ["type": "string"]]], accepts: .null, refuses: 1),
    Self(
      "definitions", in: .draft7,
      ["allOf": [["$ref": "#/definitions/a"]], "definitions": ["a": ["type": "null"]]],
      ["allOf": [["$ref": "#/definitions/a"]], "definitions": ["a": ["type": "string"]]], accepts: .null,
      refuses: 1),
    Self(
      "$id",
      ["$ref": "https://e.example/a", "$defs": ["a": ["$id": "https://e.example/a", "type": "null"]]],
      ["$ref": "https://e.example/a", "$defs": ["a": ["$id": "https://e.example/a", "type": "string"]]],
      accepts: .null, refuses: 1),
    Self(
      "id", in: .draft4,
      [
        "allOf": [["$ref": "http://e.example/a"]],
        "definitions": ["a": ["id": "http://e.example/a", "type": "null"]],
      ],
      [
        "allOf": [["$ref": "http://e.example/a"]],
        "definitions": ["a": ["id": "http://e.example/a", "type": "string"]],
      ], accepts: .null, refuses: 1),
    Self(
      "$anchor", ["$ref": "#x", "$defs": ["a": ["$anchor": "x", "type": "null"]]],
      ["$ref": "#x", "$defs": ["a": ["$anchor": "x", "type": "string"]]], accepts: .null, refuses: 1),
    Self(
      "$dynamicAnchor", ["$ref": "#x", "$defs": ["a": ["$dynamicAnchor": "x", "type": "null"]]],
      ["$ref": "#x", "$defs": ["a": ["$dynamicAnchor": "x", "type": "string"]]], accepts: .null, refuses: 1),
  ]
}
