import HandoffSchema
import Testing

/// What every keyword accepts and refuses, so that the law holds without the official suite too.
@Suite("Keywords")
struct KeywordTests {
  static let examples: [(schema: String, accepted: [String], refused: [String])] = [
    ("true", ["null", "1"], []),
    ("false", [], ["null", "{}"]),
    (
      #"{"type": "integer"}"#, ["1", "1.0", "-0", "1e400", "12345678901234567890123"],
      ["1.5", "1e-400", "\"1\""]
    ),
    (#"{"type": "number"}"#, ["1", "1.5"], ["\"1\"", "null"]),
    (#"{"type": ["null", "boolean", "array"]}"#, ["null", "true", "[]"], ["0", "\"\"", "{}"]),
    (
      #"{"enum": [1, "a", null, {"b": [1]}]}"#, ["1.0", "\"a\"", "null", #"{"b": [1.0]}"#],
      ["2", "\"A\"", "{}", "false"]
    ),
    (#"{"const": {"a": 1, "b": 2}}"#, [#"{"b": 2, "a": 1}"#], [#"{"a": 1}"#, "1"]),
    (#"{"const": false}"#, ["false"], ["0", "null", "[]"]),
    (#"{"multipleOf": 0.01}"#, ["0.1", "4.35", "0", "1e400", "\"x\""], ["0.001", "0.015"]),
    (#"{"multipleOf": 1e-400}"#, ["1", "3e-400"], ["1e-401"]),
    (#"{"minimum": 1e400}"#, ["1e401", "10e399"], ["1e399", "0"]),
    (#"{"maximum": 18446744073709551616}"#, ["18446744073709551616", "1"], ["18446744073709551617"]),
    (#"{"exclusiveMinimum": 1, "exclusiveMaximum": 2}"#, ["1.00001", "1.99999"], ["1", "2", "1.0", "2.0"]),
    (
      #"{"minLength": 2, "maxLength": 3}"#, ["\"ab\"", "\"a\u{301}b\"", "\"😀😀😀\"", "1"],
      ["\"a\"", "\"😀😀😀😀\""]
    ),
    (
      #"{"prefixItems": [{"type": "null"}], "items": {"type": "string"}}"#,
      ["[]", "[null]", #"[null, "a"]"#], ["[1]", "[null, null]"]
    ),
    (#"{"minItems": 1, "maxItems": 2}"#, ["[1]", "[1, 2]", "{}"], ["[]", "[1, 2, 3]"]),
    (
      #"{"uniqueItems": true}"#, ["[]", "[1, \"1\", true]", "[{\"a\": 1}, {\"a\": 2}]"],
      ["[1, 1.0]", #"[{"a": 1, "b": 2}, {"b": 2, "a": 1}]"#]
    ),
    (#"{"uniqueItems": true}"#, ["[1, 2, 3, 4, 5, 6, 7, true]"], ["[1, 2, 3, 4, 5, 6, 7, 10e-1]"]),
    (#"{"contains": {"const": 1}}"#, ["[2, 1]"], ["[]", "[2]"]),
    (
      #"{"contains": {"const": 1}, "minContains": 2, "maxContains": 3}"#, ["[1, 1]", "[1, 1, 2, 1]"],
      ["[1]", "[1, 1, 1, 1]"]
    ),
    (#"{"contains": {"const": 1}, "minContains": 0}"#, ["[]", "[2]"], []),
    (#"{"minContains": 3, "maxContains": 0}"#, ["[]", "[1]"], []),
    (
      #"{"properties": {"a": {"type": "null"}}, "additionalProperties": false}"#,
      ["{}", #"{"a": null}"#, "[]"], [#"{"a": 1}"#, #"{"b": 1}"#]
    ),
    (#"{"additionalProperties": {"type": "null"}}"#, [#"{"a": null}"#], [#"{"a": 1}"#]),
    (#"{"required": ["a"]}"#, [#"{"a": null}"#, "1"], ["{}", #"{"b": 1}"#]),
    (#"{"minProperties": 1, "maxProperties": 1}"#, [#"{"a": 1}"#], ["{}", #"{"a": 1, "b": 1}"#]),
    (#"{"propertyNames": {"maxLength": 1}}"#, [#"{"a": 1}"#, "{}"], [#"{"ab": 1}"#]),
    (#"{"dependentRequired": {"a": ["b"]}}"#, ["{}", #"{"b": 1}"#, #"{"a": 1, "b": 1}"#], [#"{"a": 1}"#]),
    (
      #"{"dependentSchemas": {"a": {"minProperties": 2}}}"#, ["{}", #"{"b": 1}"#, #"{"a": 1, "b": 1}"#],
      [#"{"a": 1}"#]
    ),
    (#"{"allOf": [{"minimum": 1}, {"maximum": 2}]}"#, ["1"], ["0", "3"]),
    (#"{"anyOf": [{"type": "null"}, {"minimum": 5}]}"#, ["null", "5", "\"a\""], ["4"]),
    (#"{"oneOf": [{"minimum": 1}, {"maximum": 2}]}"#, ["0", "3"], ["1", "\"a\""]),
    (#"{"not": {"type": "null"}}"#, ["1"], ["null"]),
    (
      #"{"if": {"type": "number"}, "then": {"minimum": 1}, "else": {"minLength": 1}}"#,
      ["1", "\"a\"", "null"], ["0", "\"\""]
    ),
    (#"{"then": false, "else": false}"#, ["1"], []),
    (##"{"$ref": "#/$defs/a", "maximum": 5, "$defs": {"a": {"minimum": 1}}}"##, ["1", "5"], ["0", "6"]),
    (
      ##"{"properties": {"next": {"$ref": "#"}}, "additionalProperties": false}"##,
      [#"{"next": {"next": {}}}"#], [#"{"next": {"a": 1}}"#]
    ),
    (##"{"$ref": "#x", "$defs": {"a": {"$anchor": "x", "type": "null"}}}"##, ["null"], ["1"]),
    (
      #"{"$id": "https://e.example/a", "$ref": "b", "$defs": {"a": {"$id": "b", "type": "null"}}}"#, ["null"],
      ["1"]
    ),
    (
      #"{"unevaluatedProperties": false, "allOf": [{"properties": {"a": true}}], "properties": {"b": true}}"#,
      [#"{"a": 1, "b": 1}"#], [#"{"c": 1}"#]
    ),
    (
      #"{"unevaluatedProperties": false, "anyOf": [{"required": ["a"], "properties": {"a": true}}, {"properties": {"b": true}}]}"#,
      [#"{"a": 1, "b": 1}"#, #"{"b": 1}"#], [#"{"c": 1}"#]
    ),
    (
      #"{"unevaluatedProperties": {"type": "null"}, "if": {"required": ["a"], "properties": {"a": true}}, "else": {"properties": {"b": true}}}"#,
      [#"{"a": 1}"#, #"{"b": 1}"#, #"{"c": null}"#], [#"{"a": 1, "b": 1}"#]
    ),
    (
      #"{"unevaluatedProperties": false, "not": {"not": {"properties": {"a": true}}}}"#, ["{}"],
      [#"{"a": 1}"#]
    ),
    (
      #"{"unevaluatedItems": false, "prefixItems": [true], "anyOf": [{"prefixItems": [true, {"type": "null"}]}, true]}"#,
      ["[1]", "[1, null]"], ["[1, 2]", "[1, null, 1]"]
    ),
    (#"{"unevaluatedItems": false, "contains": {"type": "null"}}"#, ["[null]"], ["[null, 1]"]),
    (
      ##"{"$id": "https://e.example/s", "$dynamicAnchor": "n", "$ref": "t", "unevaluatedProperties": false, "$defs": {"t": {"$id": "t", "$dynamicAnchor": "n", "properties": {"k": {"$dynamicRef": "#n"}}}}}"##,
      [#"{"k": {"k": {}}}"#], [#"{"x": 1}"#, #"{"k": {"x": 1}}"#]
    ),
    (
      ##"{"$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://e.example/s", "$recursiveAnchor": true, "$ref": "t", "unevaluatedProperties": false, "$defs": {"t": {"$id": "t", "$recursiveAnchor": true, "properties": {"k": {"$recursiveRef": "#"}}}}}"##,
      [#"{"k": {"k": {}}}"#], [#"{"k": {"x": 1}}"#]
    ),
    (
      #"{"$schema": "https://json-schema.org/draft/2019-09/schema", "unevaluatedItems": false, "contains": {"type": "null"}}"#,
      ["null"], ["[null]"]
    ),
    (#"{"unknown": {"type": 5}, "title": 3, "examples": 4}"#, ["1"], []),
  ]

  @Test(arguments: examples)
  func `a keyword accepts and refuses what the specification says`(
    schema: String, accepted: [String], refused: [String]
  ) throws {
    let schema = try Schema(JSONValue(parsing: schema))
    for text in accepted {
      let value = try JSONValue(parsing: text)
      #expect(schema.isValid(value), "\(text)")
      #expect(schema.violations(in: value) == [], "\(text)")
    }
    for text in refused {
      let value = try JSONValue(parsing: text)
      #expect(!schema.isValid(value), "\(text)")
      #expect(!schema.violations(in: value).isEmpty, "\(text)")
    }
  }
}
