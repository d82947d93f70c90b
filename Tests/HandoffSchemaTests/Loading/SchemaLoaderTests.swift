import HandoffSchema
import Testing

@Suite("Schema loader")
struct SchemaLoaderTests {
  private func graph(_ text: String, options: SchemaOptions = SchemaOptions()) throws -> SchemaGraph {
    try Schema(JSONValue(parsing: text), options: options).graph
  }

  private func places(_ graph: SchemaGraph) -> [String] {
    graph.nodes.map(\.location.documentPointer.description)
  }

  @Test func `each reachable location becomes one node`() throws {
    let graph = try graph(
      ##"""
      {"$defs": {"tree": {"properties": {"left": {"$ref": "#/$defs/tree"}, "right": {"$ref": "#/$defs/tree"}}},
        "unused": {"type": "string"}},
        "allOf": [{"$ref": "#/$defs/tree"}, {"$ref": "#/$defs/tree/properties/left"}]}
      """##)
    #expect(
      places(graph) == [
        "", "/allOf/0", "/allOf/1", "/$defs/tree", "/$defs/tree/properties/left",
        "/$defs/tree/properties/right",
      ])
    #expect(graph[4].logic?.reference == 3)
  }

  @Test func `draft-07 is read in the words of 2020-12`() throws {
    let graph = try graph(
      ##"""
      {"$schema": "http://json-schema.org/draft-07/schema#", "items": [true, {"type": "null"}],
        "additionalItems": false, "dependencies": {"a": ["b"], "c": {"minProperties": 3}},
        "definitions": {"d": {}}, "prefixItems": [false], "properties": {"r": {"$ref": "#/definitions/d", "type": "x"}}}
      """##)
    let root = graph[graph.root]
    #expect(
      root.array?.prefixItems.map { graph[$0].location.pointer.description } == ["/items/0", "/items/1"])
    #expect(root.array?.items.map { graph[$0].location.pointer.description } == "/additionalItems")
    #expect(root.object?.dependentRequired.map(\.key) == ["a"])
    #expect(root.object?.dependentRequired.map(\.required) == [["b"]])
    #expect(root.object?.dependentSchemas.map(\.key) == ["c"])
    let reference = try #require(root.object?.schema(of: "r"))
    #expect(graph[reference].types == .all)
    #expect(
      graph[reference].logic?.reference.map { graph[$0].location.pointer.description } == "/definitions/d")
  }

  @Test func `draft-04 bounds become exclusive ones`() throws {
    let graph = try graph(
      #"{"$schema": "http://json-schema.org/draft-04/schema#", "maximum": 3, "exclusiveMaximum": true, "minimum": 1}"#
    )
    #expect(graph[0].numeric?.exclusiveMaximum == JSONNumber(3))
    #expect(graph[0].numeric?.maximum == nil)
    #expect(graph[0].numeric?.minimum == JSONNumber(1))
  }

  @Test func `an embedded resource has a base of its own`() throws {
    let graph = try graph(
      #"""
      {"$id": "https://example.com/root.json", "properties": {"a": {"$id": "sub/a.json", "items": {"type": "null"}}}}
      """#)
    #expect(
      graph[2].location
        == SchemaLocation(
          base: "https://example.com/sub/a.json", pointer: JSONPointer(tokens: ["items"]),
          documentPointer: JSONPointer(tokens: ["properties", "a", "items"])))
  }

  @Test func `other documents come from the resolver, once each`() throws {
    let options = SchemaOptions(
      baseURI: "https://example.com/main.json",
      resolver: { uri in
        switch uri {
        case "https://example.com/other.json":
          ["items": ["$ref": "main.json"], "$defs": ["t": ["type": "string"]]]
        default: nil
        }
      })
    let graph = try graph(
      #"{"properties": {"a": {"$ref": "other.json"}, "b": {"$ref": "other.json#/$defs/t"}}}"#,
      options: options)
    #expect(
      graph.nodes.map(\.location.uri) == [
        "https://example.com/main.json#", "https://example.com/main.json#/properties/a",
        "https://example.com/main.json#/properties/b", "https://example.com/other.json#",
        "https://example.com/other.json#/$defs/t", "https://example.com/other.json#/items",
      ])
    #expect(graph[5].logic?.reference == 0)
  }

  @Test(arguments: [
    "https://json-schema.org/draft/2020-12/schema", "https://json-schema.org/draft/2019-09/schema",
    "http://json-schema.org/draft-07/schema#", "http://json-schema.org/draft-06/schema#",
    "http://json-schema.org/draft-04/schema#", "https://json-schema.org/draft/2020-12/meta/format-assertion",
  ])
  func `the metaschemas are known without a resolver and tell good schemas from bad`(uri: String) throws {
    let schema = try Schema(["$ref": .string(uri)])
    #expect(schema.violations(in: ["type": "string", "minLength": 3]) == [])
    if !uri.contains("format") {
      #expect(!schema.isValid(["type": "text"]))
      #expect(!schema.isValid(["properties": ["a": ["minLength": -1]]]))
    }
  }

  @Test func `a metaschema without the validation vocabulary turns its keywords off`() throws {
    let options = SchemaOptions(resolver: { _ in
      [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$vocabulary": [
          "https://json-schema.org/draft/2020-12/vocab/core": true,
          "https://json-schema.org/draft/2020-12/vocab/applicator": true,
        ],
      ]
    })
    let schema = try Schema(
      ["$schema": "https://example.com/mine", "minimum": 10, "properties": ["a": false]], options: options)
    #expect(schema.isValid(1))
    #expect(!schema.isValid(["a": 1]))
  }

  @Test func `a dynamic reference with one target is a plain one`() throws {
    let graph = try graph(##"{"$dynamicAnchor": "node", "properties": {"next": {"$dynamicRef": "#node"}}}"##)
    #expect(graph[1].logic?.reference == 0)
    #expect(graph[1].logic?.dynamicReference == nil)
    #expect(!graph.isDynamic)
  }

  @Test func `a dynamic reference lists the resources that redefine it`() throws {
    let graph = try graph(
      ##"""
      {"$id": "https://example.com/strict", "$dynamicAnchor": "node", "$ref": "tree", "unevaluatedProperties": false,
        "$defs": {"tree": {"$id": "tree", "$dynamicAnchor": "node", "properties": {"next": {"$dynamicRef": "#node"}}}}}
      """##)
    let dynamic = try #require(graph[3].logic?.dynamicReference ?? graph[2].logic?.dynamicReference)
    #expect(dynamic.overrides.map(\.base) == ["https://example.com/strict", "https://example.com/tree"])
    #expect(graph.isDynamic)
  }

  @Test func `counts beyond any instance saturate`() throws {
    let graph = try graph(#"{"minLength": 1e400, "maxItems": 99999999999999999999, "minItems": 2.0}"#)
    #expect(graph[0].string?.minLength == .max)
    #expect(graph[0].array?.maxItems == .max)
    #expect(graph[0].array?.minItems == 2)
  }

  @Test func `a name in a schema is compared by code point`() throws {
    let schema = try Schema(["properties": ["\u{e9}": false]])
    #expect(schema.isValid(["e\u{301}": 1]))
    #expect(!schema.isValid(["\u{e9}": 1]))
  }
}
