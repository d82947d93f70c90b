import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffFuzzing

@Suite("Broken payload stream")
struct BrokenPayloadStreamTests {
  private func lines(_ schema: Schema, _ indices: some Sequence<Int>, seed: UInt64 = 1) throws -> [String] {
    var stream = BrokenPayloadStream(schema)
    var lines: [String] = []
    for index in indices {
      var bytes = Array("before ".utf8)
      try stream.write(seed: seed, index: index, into: &bytes)
      let text = try #require(String(validating: bytes, as: UTF8.self))
      #expect(text.hasPrefix("before "))
      lines.append(String(text.dropFirst(7)))
    }
    return lines
  }

  private static let order: JSONValue = [
    "type": "object", "required": ["id", "rank", "lines"], "additionalProperties": false,
    "properties": [
      "id": ["type": "string", "pattern": "^F-[0-9]{3}$"],
      "rank": ["type": "integer", "minimum": -3, "maximum": 40],
      "note": ["type": ["string", "null"], "minLength": 2, "maxLength": 5],
      "lines": [
        "type": "array", "minItems": 1, "maxItems": 3,
        "items": ["type": "object", "required": ["sku"], "properties": ["sku": ["type": "string"]]],
      ],
    ],
  ]

  @Test(arguments: SampleSchemas.names)
  func `every payload is JSON that its schema refuses`(name: String) throws {
    let schema = try SampleSchemas.schema(name)
    // A schema that allows everything cannot be broken.
    guard (try? BrokenPayloads(schema).payload(seed: 1, index: 0)) != nil else { return }
    for line in try lines(schema, 0..<40) {
      #expect(schema.verdict(on: try JSONValue(parsing: line)) == false, "\(line)")
    }
  }

  @Test func `what is refused is refused at every part of the schema, in more ways than one`() throws {
    let schema = try Schema(Self.order)
    let values = try lines(schema, 0..<400).map { try JSONValue(parsing: $0) }
    let found = Set(values.flatMap { schema.violations(in: $0) }.map { "\($0.keyword)" })
    #expect(
      found.isSuperset(of: [
        "type", "required", "additionalProperties", "pattern", "minimum", "maximum", "minLength", "maxLength",
        "minItems", "maxItems",
      ]), "\(found.sorted())")
  }

  @Test func `a payload depends on the seed and its index alone`() throws {
    let schema = try Schema(Self.order)
    let inOrder = try lines(schema, 0..<40)
    #expect(try lines(schema, (0..<40).reversed()) == inOrder.reversed())
    #expect(try lines(schema, 0..<40, seed: 2) != inOrder)
    #expect(Set(inOrder).count > 35)
  }

  @Test func `one stream serves several seeds`() throws {
    let schema = try Schema(Self.order)
    var stream = BrokenPayloadStream(schema)
    for index in 0..<8 {
      var bytes: [UInt8] = []
      try stream.write(seed: 1, index: index, into: &bytes)
      bytes = []
      try stream.write(seed: 2, index: index, into: &bytes)
      #expect(try lines(schema, [index], seed: 2) == [String(decoding: bytes, as: UTF8.self)])
    }
  }

  @Test func `what nobody can tell is not called broken`() throws {
    // Whether a text matches a pattern with a reference back is left open.
    let schema = try Schema([
      "type": "object", "required": ["count"],
      "properties": [
        "count": ["type": "integer"],
        "code": ["type": "string", "pattern": #"^(?<x>a)\k<x>$"#, "maxLength": 3],
      ],
    ])
    for line in try lines(schema, 0..<200) {
      #expect(schema.verdict(on: try JSONValue(parsing: line)) == false, "\(line)")
    }
  }

  @Test func `any of several values may be the one that is broken, beside whole others`() throws {
    let schema = try Schema([
      "type": "array", "minItems": 3, "maxItems": 3,
      "items": [
        "type": "object", "required": ["n"], "additionalProperties": false,
        "properties": ["n": ["type": "integer", "minimum": 1, "maximum": 9]],
      ],
    ])
    let values = try lines(schema, 0..<300).map { try JSONValue(parsing: $0) }
    let broken = values.flatMap { schema.violations(in: $0) }.compactMap(\.instance.tokens.first)
    #expect(Set(broken).isSuperset(of: ["0", "1", "2"]), "\(Set(broken))")
    let isWithMore = values.contains { value in
      (value.arrayValue ?? []).contains { $0["n"] != nil && ($0.objectValue?.count ?? 0) > 1 }
    }
    #expect(isWithMore)
  }

  @Test func `a schema that allows everything has none`() throws {
    #expect(throws: GenerationShortfall.self) { try lines(Schema(true), [0]) }
  }
}
