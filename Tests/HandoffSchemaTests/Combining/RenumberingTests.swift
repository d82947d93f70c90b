import HandoffSchema
import Testing

/// No keyword may be left behind when nodes move.
@Suite("Renumbering nodes")
struct RenumberingTests {
  private static let offset = 1_000_000

  /// Every keyword that names other nodes, each with documents of its own.
  static let documents: [JSONValue] = [
    ["contentSchema": [:]], ["prefixItems": [[:], [:]]], ["items": [:]], ["contains": [:]],
    ["unevaluatedItems": [:]], ["properties": ["a": [:], "b": [:]]],
    ["patternProperties": ["a": [:], "b": [:]]],
    ["additionalProperties": [:]], ["propertyNames": [:]], ["dependentSchemas": ["a": [:], "b": [:]]],
    ["unevaluatedProperties": [:]], ["allOf": [[:], [:]]], ["anyOf": [[:], [:]]], ["oneOf": [[:], [:]]],
    ["not": [:]], ["if": [:]], ["if": [:], "then": [:]], ["if": [:], "else": [:]],
    ["$ref": "#/$defs/a", "$defs": ["a": [:]]],
    dynamic,
    ["properties": .object(JSONObject((0..<20).map { .init(key: "m\($0)", value: [:]) }))],
  ]

  static let dynamic: JSONValue = [
    "$id": "http://x/outer", "$dynamicAnchor": "n", "properties": ["a": ["$ref": "inner"]],
    "$defs": [
      "i": ["$id": "inner", "$dynamicAnchor": "n", "properties": ["b": ["$dynamicRef": "#n"]]]
    ],
  ]

  @Test(arguments: documents)
  func `every node is named by its new identifier`(document: JSONValue) throws {
    let graph = try Schema(document).graph
    var named: Set<Int> = []
    for node in graph.nodes {
      var moved = node
      moved.renumber { $0 + Self.offset }
      named.formUnion(Self.integers(in: moved).filter { $0 >= Self.offset })
    }
    var expected = Set(graph.nodes.indices.map { $0 + Self.offset })
    if !named.contains(Self.offset) { expected.remove(Self.offset) }
    #expect(named == expected)
  }

  @Test func `a keyword that is new to the model is new to this test`() throws {
    // Whoever adds a keyword that names nodes adds it to the renumbering and to the documents above.
    #expect(
      Self.labels(of: StringKeywords()) == [
        "minLength", "maxLength", "pattern", "unreadPattern", "format", "formatAsserts", "contentEncoding",
        "contentMediaType",
        "contentSchema",
      ])
    #expect(
      Self.labels(of: ArrayKeywords()) == [
        "prefixItems", "items", "contains", "containsEvaluates", "minContains", "maxContains", "minItems",
        "maxItems", "uniqueItems", "unevaluatedItems",
      ])
    #expect(
      Self.labels(of: ObjectKeywords()) == [
        "properties", "patternProperties", "unreadNames", "additionalProperties", "propertyNames", "required",
        "minProperties",
        "maxProperties", "dependentRequired", "dependentRequiredKeyword", "dependentSchemas",
        "unevaluatedProperties", "propertyIndex",
      ])
    #expect(
      Self.labels(of: LogicKeywords()) == [
        "allOf", "anyOf", "oneOf", "not", "condition", "reference", "referenceKeyword", "dynamicReference",
      ])
    #expect(Self.labels(of: LogicKeywords.Condition(condition: 0)) == ["condition", "then", "otherwise"])
    let dynamic = LogicKeywords.DynamicReference(initial: 0, anchor: "", overrides: [])
    #expect(Self.labels(of: dynamic) == ["initial", "anchor", "keyword", "overrides"])
    let node = try #require(Schema([:]).graph.nodes.first)
    #expect(
      Self.labels(of: node) == [
        "location", "isOpenPart", "always", "types", "takesOnlySpeltIntegers", "enumeration",
        "_enumerationIndex",
        "_constant", "_numeric", "_string",
        "_array", "_object", "_logic", "_annotations",
      ])
  }

  @Test func `the index of the names stays right`() throws {
    let names = (0..<20).map { "m\($0)" }
    let document: JSONValue = [
      "properties": .object(JSONObject(names.map { .init(key: $0, value: [:]) }))
    ]
    var node = try #require(Schema(document).graph.nodes.first)
    let before = names.map { node.object?.schema(of: $0) }
    node.renumber { $0 + 5 }
    #expect(names.map { node.object?.schema(of: $0) } == before.map { $0.map { $0 + 5 } })
  }

  private static func labels(of value: Any) -> [String] {
    Mirror(reflecting: value).children.compactMap(\.label)
  }

  private static func integers(in value: Any) -> [Int] {
    if let number = value as? Int { return [number] }
    return Mirror(reflecting: value).children.flatMap { integers(in: $0.value) }
  }
}
