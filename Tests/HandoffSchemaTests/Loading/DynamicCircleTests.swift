import HandoffSchema
import Testing

/// References that depend on how they are reached may lead in a circle that consumes nothing; that is found when the
/// schema is read, and nothing else is taken for it.
@Suite("Circles of dynamic references")
struct DynamicCircleTests {
  @Test func `a circle through a dynamic reference is refused with its locations`() {
    let error = #expect(throws: SchemaError.self) {
      try Schema([
        "$id": "https://example.com/a", "$dynamicAnchor": "x", "$ref": "b",
        "$defs": ["b": ["$id": "b", "$dynamicAnchor": "x", "anyOf": [["$dynamicRef": "#x"], true]]],
      ])
    }
    guard case .circularReference(let circle)? = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(circle.contains("https://example.com/a#"))
    #expect(circle.contains("https://example.com/b#"))
  }

  @Test func `a circle through a recursive reference is refused`() {
    let error = #expect(throws: SchemaError.self) {
      try Schema([
        "$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://example.com/a",
        "$recursiveAnchor": true, "allOf": [["$ref": "b"]],
        "$defs": ["b": ["$id": "b", "$recursiveAnchor": true, "not": ["$recursiveRef": "#"]]],
      ])
    }
    guard case .circularReference? = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `the same reference from another root is no circle`() throws {
    // Where "b" is the root, its reference means "b" and consumes an element; from "a" it means "a".
    let tree: JSONValue = [
      "$id": "b", "$dynamicAnchor": "x", "anyOf": [["items": ["$dynamicRef": "#x"]], ["type": "null"]],
    ]
    let schema = try Schema([
      "$id": "https://example.com/a", "$dynamicAnchor": "x", "allOf": [["$ref": "b"]], "maxItems": 1,
      "$defs": ["b": tree],
    ])
    #expect(schema.isValid([[nil]]))
    #expect(!schema.isValid([[1, 2]]))
  }

  @Test func `a circle in a scope that nothing reaches is none`() throws {
    // "c" would close the circle, and is entered only once an element has been consumed under "a", which wins.
    let schema = try Schema([
      "$id": "https://example.com/a", "$dynamicAnchor": "x", "type": "array", "items": ["$ref": "b"],
      "$defs": [
        "b": ["$id": "b", "anyOf": [["$ref": "c"], true]],
        "c": ["$id": "c", "$defs": ["y": ["$dynamicAnchor": "x", "$ref": "b"]], "$dynamicRef": "#x"],
      ],
    ])
    #expect(schema.isValid([[]]))
  }
}
