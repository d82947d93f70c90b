import HandoffSchema
import HandoffTestSupport
import Testing

/// What is found of the elements of arrays inside payloads.
@Suite("Schemas of elements")
struct PartsTests {
  static func parts(_ json: JSONValue, _ pointer: String) throws -> (schema: Schema, isExact: Bool)? {
    try Schema(json).parts(at: #require(JSONPointer(parsing: pointer)))
  }

  static func known(_ json: JSONValue, _ pointer: String) throws -> (schema: Schema, isExact: Bool) {
    let found = try parts(json, pointer)
    return try #require(found)
  }

  /// Arrays of texts with further keywords, and whether every text can stand in them.
  static let arrays: [(array: JSONValue, isExact: Bool)] = [
    (["items": ["type": "string"]], true), (["items": ["type": "string"], "uniqueItems": true], false),
    (["items": ["type": "string"], "not": ["minItems": 3]], false),
    (["items": ["type": "string"], "maxItems": 0], false),
    (["items": ["type": "string"], "minItems": 4], true),
    (["prefixItems": [["type": "string"], ["type": "null"]], "items": ["type": "string"]], true),
    (["prefixItems": [false, ["type": "null"]], "items": ["type": "string"]], false),
    (["items": ["type": "string"], "contains": ["const": "a"]], false),
    (["enum": [["a"], ["b"]]], false),
  ]

  @Test(arguments: 0..<8)
  func `every element of a payload is a part`(share: Int) throws {
    var elements = 0
    for seed in share * 300..<(share + 1) * 300 {
      var source = RandomSchema(seed: UInt64(seed))
      guard let schema = try? Schema(source.document()) else { continue }
      let payloads = (0..<30).map { _ in source.instance() }.filter { schema.isValid($0) }
      for pointer in LiftedSchemaTests.pointers {
        guard let parts = schema.parts(at: pointer) else { continue }
        for payload in payloads {
          for element in payload[pointer]?.arrayValue ?? [] {
            elements += 1
            #expect(
              parts.schema.isValid(element), "\(schema.json) at \(pointer): \(element) of \(payload)")
          }
        }
      }
    }
    #expect(elements > 50, "\(elements)")
  }

  @Test(arguments: 0..<8)
  func `each part stands in some payload where the answer is exact`(share: Int) throws {
    var exact = 0
    var algebra = SchemaAlgebra(options: InclusionLawTests.options)
    for seed in share * 300..<(share + 1) * 300 {
      var source = RandomSchema(seed: UInt64(seed))
      guard let schema = try? Schema(source.document()) else { continue }
      for pointer in LiftedSchemaTests.pointers {
        guard let parts = schema.parts(at: pointer), parts.isExact else { continue }
        exact += 1
        for element in (0..<4).map({ _ in source.instance(depth: 1) }) where parts.schema.isValid(element) {
          let having = SchemaExpression.schema(.having(element, amongElementsAt: pointer))
          let found = algebra.emptiness(of: .schema(schema) && having)
          #expect(found != .empty, "\(schema.json) at \(pointer): \(element)")
        }
      }
    }
    #expect(exact > 5, "\(exact)")
  }

  @Test func `members, references and conjunctions are walked`() throws {
    let json: JSONValue = [
      "type": "object", "required": ["id", "job"],
      "properties": ["id": ["type": "string"], "job": ["$ref": "#/$defs/job"]],
      "$defs": [
        "job": [
          "type": "object", "properties": ["tasks": ["type": "array", "items": ["$ref": "#/$defs/task"]]],
          "additionalProperties": false,
        ],
        "task": ["type": "object", "required": ["title"]],
      ],
    ]
    let found = try Self.known(json, "/job/tasks")
    #expect(found.isExact)
    #expect(
      found.schema.isEquivalent(to: try Schema(["type": "object", "required": ["title"]])).holds == true)
    // The closed reading changes nothing about what an element may be.
    let pointer = try #require(JSONPointer(parsing: "/job/tasks"))
    #expect(try Schema(json).closed.parts(at: pointer)?.isExact == true)
    // Where there can be no array, nothing can be an element.
    for pointer in ["/job/others", "/id", ""] {
      let nothing = try Self.known(json, pointer)
      let holds = nothing.schema.isEquivalent(to: try Schema(false)).holds
      #expect(nothing.isExact && holds == true, "\(pointer)")
    }
  }

  @Test func `branches say what any of them says`() throws {
    let json: JSONValue = [
      "properties": [
        "a": ["anyOf": [["type": "null"], ["type": "array", "items": ["type": "string"]]]],
        "b": ["oneOf": [["items": ["type": "string"]], ["items": ["type": "integer"]]]],
      ]
    ]
    let first = try Self.known(json, "/a")
    #expect(!first.isExact)
    #expect(first.schema.isEquivalent(to: try Schema(["type": "string"])).holds == true)
    let second = try Self.known(json, "/b")
    #expect(second.schema.isEquivalent(to: try Schema(["type": ["string", "integer"]])).holds == true)
  }

  @Test(arguments: arrays)
  func `what else could rule an element out makes the answer inexact`(
    array: JSONValue, isExact: Bool
  ) throws {
    let json: JSONValue = ["type": "object", "properties": ["list": array]]
    #expect(try Self.known(json, "/list").isExact == isExact)
  }

  @Test func `a required sibling that has no value makes the answer inexact`() throws {
    for (sibling, isExact): (JSONValue, Bool) in [
      (true, true), (["type": "object", "required": ["x"]], true), (false, false),
      (["type": "string", "const": 1], false),
    ] {
      let json: JSONValue = [
        "type": "object", "properties": ["list": ["items": ["type": "string"]], "other": sibling],
        "required": ["other"],
      ]
      #expect(try Self.known(json, "/list").isExact == isExact, "\(sibling)")
    }
  }

  @Test func `elements may be reached through elements`() throws {
    let json: JSONValue = [
      "type": "array", "prefixItems": [["items": ["const": 1]]], "items": ["items": ["const": 2]],
    ]
    #expect(try Self.known(json, "/0").schema.isValid(1))
    #expect(try Self.known(json, "/3").schema.isValid(2))
    #expect(try !Self.known(json, "/3").schema.isValid(1))
  }

  @Test func `a schema whose references depend on the way leaves elements open`() throws {
    let json: JSONValue = [
      "$id": "http://x/strict", "$dynamicAnchor": "node", "$ref": "tree",
      "$defs": [
        "tree": [
          "$id": "tree", "$dynamicAnchor": "node",
          "properties": ["list": ["items": ["$dynamicRef": "#node"]]],
        ]
      ],
    ]
    let found = try Self.known(json, "/list")
    #expect(!found.isExact)
    #expect(found.schema.isValid(1))
  }
}
