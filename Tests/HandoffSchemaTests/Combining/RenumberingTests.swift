import HandoffSchema
import HandoffTestSupport
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
    try check(Schema(document).graph)
  }

  @Test(arguments: KeywordExample.all)
  func `so is each that a keyword leads to`(example: KeywordExample) throws {
    try check(Schema(example.schema, options: example.options).graph)
  }

  private func check(_ graph: SchemaGraph) throws {
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

  private static func integers(in value: Any) -> [Int] {
    if let number = value as? Int { return [number] }
    return Mirror(reflecting: value).children.flatMap { integers(in: $0.value) }
  }
}
