import HandoffSchema
import HandoffTestSupport
import Testing

/// What a payload must hold at a pointer, against a walk through the payload.
@Suite("Schemas of values at a pointer")
struct LiftedSchemaTests {
  static let pointers = ["", "/a", "/a/b", "/0", "/a/1", "/é", "/1/a", "/ab/0/a", "/"]
    .compactMap { JSONPointer(parsing: $0) }

  private static func hasMember(at pointer: JSONPointer, _ value: JSONValue) -> Bool {
    var value = value
    for token in pointer.tokens {
      guard let next = value.objectValue?[token] else { return false }
      value = next
    }
    return true
  }

  /// Values that have something at the pointer rather often.
  private static func payload(
    _ pointer: JSONPointer, _ source: inout RandomSchema, _ random: inout TestRandom
  )
    -> JSONValue
  {
    var value = source.instance(depth: 2)
    if random.below(2) == 0 { value = .array((0..<random.below(3)).map { _ in source.instance(depth: 1) }) }
    for token in pointer.tokens.reversed() {
      if random.below(8) == 0 { value = source.instance(depth: 1) }
      if let index = JSONPointer.arrayIndex(token), random.below(2) == 0 {
        value = .array((0..<index).map { _ in source.instance(depth: 0) } + [value, 1])
      } else {
        value = .object(JSONObject([.init(key: token, value: value), .init(key: "c", value: 1)]))
      }
    }
    return value
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `payloads qualify by what is at the pointer`(seed: UInt64) throws {
    var source = RandomSchema(seed: seed)
    var random = TestRandom(seed: seed)
    var counts = [Int](repeating: 0, count: 6)
    let schemas = InclusionLawTests.schemas(seed, count: 3)
    for pointer in Self.pointers {
      for schema in schemas {
        let elements = Schema.elements(of: pointer, satisfy: schema)
        let containing = Schema.containing(pointer)
        for _ in 0..<12 {
          let value = Self.payload(pointer, &source, &random)
          let array = value[pointer]?.arrayValue
          let wanted = array?.first ?? source.instance(depth: 0)
          let having = Schema.having(wanted, amongElementsAt: pointer)
          let document = try JSONDocument(parsing: Array(value.text().utf8))
          for (index, (lifted, expected)) in [
            (elements, array?.allSatisfy { schema.isValid($0) } ?? true),
            (containing, Self.hasMember(at: pointer, value)), (having, array?.contains(wanted) ?? false),
          ].enumerated() {
            #expect(lifted.isValid(value) == expected, "\(lifted.json) on \(value)")
            #expect(lifted.isValid(document) == expected, "\(lifted.json) on \(value)")
            counts[2 * index + (expected ? 1 : 0)] += 1
          }
        }
      }
    }
    #expect(counts.allSatisfy { $0 > 5 }, "\(counts)")
  }

  @Test func `the words are those of the graph`() throws {
    let text = try Schema(["type": "string"])
    let pointer = try #require(JSONPointer(parsing: "/a/1"))
    for lifted in [
      Schema.elements(of: pointer, satisfy: text), .having(1, amongElementsAt: pointer), .containing(pointer),
    ] {
      #expect(lifted.isEquivalent(to: try Schema(lifted.json)).holds == true, "\(lifted.json)")
    }
    #expect(Schema.containing(.root).isValid(1))
  }

  @Test func `an index beyond the cap leads into objects only`() throws {
    let never = Schema(.anyOf([]))
    let pointer = JSONPointer(tokens: ["10001"])
    let lifted = Schema.elements(of: pointer, satisfy: never)
    #expect(!lifted.isValid(["10001": [1]]))
    #expect(lifted.isValid(.array(Array(repeating: 1, count: 10_001) + [[1]])))
  }

  @Test func `the algebra knows what lifted schemas say`() throws {
    let pointer = try #require(JSONPointer(parsing: "/items"))
    let text = try Schema(["type": "string"])
    let texts = Schema.elements(of: pointer, satisfy: text)
    var algebra = SchemaAlgebra()
    let producer = try Schema([
      "type": "object", "properties": ["items": ["type": "array", "items": ["enum": ["x", "y"]]]],
    ])
    #expect(algebra.inclusion(of: producer, in: texts).isIncluded)
    #expect(algebra.inclusion(of: texts, in: producer).witness != nil)
    let has = Schema.having(1, amongElementsAt: pointer)
    #expect(algebra.emptiness(of: .schema(producer) && .schema(has)) == .empty)
    #expect(algebra.inclusion(of: has, in: .containing(pointer)).isIncluded)
  }
}
