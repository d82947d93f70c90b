import HandoffSchema
import HandoffTestSupport
import Testing

/// One schema says the same as the Boolean combination that it was made of.
@Suite("Schemas of expressions")
struct ExpressionSchemaTests {
  static let seeds = 1...40 as ClosedRange<UInt64>

  static func expression(over schemas: [Schema], depth: Int, _ random: inout TestRandom) -> SchemaExpression {
    if depth == 0 || random.below(4) == 0 { return .schema(schemas[random.below(schemas.count)]) }
    switch random.below(3) {
    case 0: return .not(expression(over: schemas, depth: depth - 1, &random))
    case 1:
      return .allOf((0..<random.below(4)).map { _ in expression(over: schemas, depth: depth - 1, &random) })
    default:
      return .anyOf((0..<random.below(4)).map { _ in expression(over: schemas, depth: depth - 1, &random) })
    }
  }

  @Test(arguments: seeds)
  func `the schema has the payloads of the expression, on every road`(seed: UInt64) throws {
    let schemas = InclusionLawTests.schemas(seed, count: 5)
    var random = TestRandom(seed: seed)
    var source = RandomSchema(seed: seed &+ 3_000_000)
    for _ in 0..<10 {
      let expression = Self.expression(over: schemas, depth: 3, &random)
      let combined = Schema(expression)
      for _ in 0..<20 {
        let value = source.instance()
        #expect(combined.isValid(value) == expression.isValid(value), "\(combined.json) on \(value)")
        let document = try JSONDocument(parsing: Array(value.text().utf8))
        #expect(combined.isValid(document) == expression.isValid(value), "\(combined.json) on \(value)")
        #expect(combined.violations(in: value).isEmpty == expression.isValid(value))
      }
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `the algebra finds no difference between the two`(seed: UInt64) {
    let schemas = InclusionLawTests.schemas(seed, count: 3)
    var random = TestRandom(seed: seed)
    var algebra = SchemaAlgebra(options: InclusionLawTests.options)
    for _ in 0..<4 {
      let expression = Self.expression(over: schemas, depth: 2, &random)
      let combined = SchemaExpression.schema(Schema(expression))
      #expect(algebra.inclusion(of: combined, in: expression).witness == nil)
      #expect(algebra.inclusion(of: expression, in: combined).witness == nil)
    }
  }

  @Test func `a combination of nothing is everything, a choice of nothing is nothing`() {
    #expect(Schema(.allOf([])).json == true)
    #expect(Schema(.anyOf([])).json == false)
    #expect(Schema(.allOf([])).isValid(1))
    #expect(!Schema(.anyOf([])).isValid(1))
    #expect(!Schema(.not(.allOf([]))).isValid(1))
  }

  @Test func `a single schema is that schema itself`() throws {
    let schema = try Schema(["type": "string"])
    for expression in [
      SchemaExpression.schema(schema), .allOf([.schema(schema)]), .anyOf([.allOf([.schema(schema)])]),
      .not(.not(.schema(schema))), .allOf([.schema(schema), .schema(schema)]),
    ] {
      let combined = Schema(expression)
      #expect(combined.graph.nodes.count == schema.graph.nodes.count)
      #expect(combined.graph.nodes[combined.graph.root].types == .string)
    }
  }

  @Test func `nested conjunctions become one`() throws {
    let schemas = try (0..<4).map { try Schema(["minimum": .number(JSONNumber($0))]) }
    let parts = schemas.map { SchemaExpression.schema($0) }
    let combined = Schema(.allOf([parts[0], .allOf([parts[1], .allOf([parts[2]])]), parts[3]]))
    #expect(combined.graph.nodes[combined.graph.root].logic?.allOf == [0, 1, 2, 3])
    #expect(combined.json == ["allOf": .array(schemas.map(\.json))])
  }

  @Test func `dynamic anchors of one name stay apart`() throws {
    // Lists whose links are in turn "a" and "b": each tree extends itself through the same anchor name.
    func tree(_ link: String, _ type: String) throws -> Schema {
      try Schema([
        "$id": "http://x/strict", "$dynamicAnchor": "node", "$ref": "tree", "type": "object",
        "properties": ["data": ["type": .string(type)]],
        "$defs": [
          "tree": [
            "$id": "tree", "$dynamicAnchor": "node", "type": "object",
            "properties": .object([link: ["$dynamicRef": "#node"]]),
          ]
        ],
      ])
    }
    let texts = try tree("a", "string")
    let numbers = try tree("b", "number")
    #expect(texts.graph.isDynamic)
    let payloads: [JSONValue] = [
      ["a": ["data": "x"]], ["a": ["data": 1]], ["b": ["data": "x"]], ["b": ["data": 1]], ["a": 1], ["b": 1],
      ["a": ["a": ["data": "x"]]], ["b": ["b": ["data": "x"]]], ["b": ["b": ["data": 1]]],
    ]
    var algebra = SchemaAlgebra()
    for expression in [
      SchemaExpression.schema(texts) && .schema(numbers), .schema(numbers) || .schema(texts),
      .schema(texts) && !.schema(numbers),
    ] {
      let combined = Schema(expression)
      for payload in payloads {
        let document = try JSONDocument(parsing: Array(payload.text().utf8))
        #expect(combined.isValid(payload) == expression.isValid(payload), "\(payload)")
        #expect(combined.isValid(document) == expression.isValid(payload), "\(payload)")
        let only = try Schema(["const": payload])
        #expect(
          algebra.inclusion(of: only, in: combined).isIncluded == expression.isValid(payload), "\(payload)")
        let both = SchemaExpression.schema(only) && .schema(combined)
        #expect((algebra.emptiness(of: both) == .empty) == !expression.isValid(payload), "\(payload)")
      }
    }
  }

  @Test func `an expression may nest deeply`() throws {
    let schema = SchemaExpression.schema(try Schema(["minimum": 1]))
    var expression = schema
    for _ in 0..<400 { expression = .not(.allOf([expression, schema])) }
    #expect(Schema(expression).graph.nodes.count == 800)
  }
}
