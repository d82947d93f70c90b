import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffFuzzing

@Suite("Payload stream")
struct PayloadStreamTests {
  private func lines(_ schema: Schema, _ count: Int, seed: UInt64 = 1) throws -> [String] {
    let stream = PayloadStream(schema)
    return try (0..<count).map { index in
      var bytes = Array("before ".utf8)
      try stream.write(seed: seed, index: index, into: &bytes)
      let text = try #require(String(validating: bytes, as: UTF8.self))
      #expect(text.hasPrefix("before "))
      return String(text.dropFirst(7))
    }
  }

  @Test(arguments: SampleSchemas.names)
  func `every payload is JSON that satisfies its schema`(name: String) throws {
    let schema = try SampleSchemas.schema(name)
    for line in try lines(schema, 200) {
      let value = try JSONValue(parsing: line)
      #expect(schema.isValid(value), "\(line)")
    }
  }

  @Test func `what stands for itself is written without being built, and shows its edges`() throws {
    let schema = try Schema([
      "type": "object", "required": ["id", "rank", "share"], "additionalProperties": ["type": "boolean"],
      "propertyNames": ["maxLength": 8],
      "properties": [
        "id": ["type": "string", "pattern": "^F-[0-9]{3}$"],
        "rank": ["type": "integer", "minimum": -3, "maximum": 40],
        "share": ["type": "number", "minimum": 0, "maximum": 1, "multipleOf": 0.05],
        "note": ["type": ["string", "null"], "minLength": 2, "maxLength": 5],
        "parts": ["type": "array", "items": ["$ref": "#"], "maxItems": 3],
      ],
    ])
    let program = ByteProgram(PayloadGenerator(schema).plan)
    #expect(!program.isBuilt)
    #expect(program.nodes.allSatisfy { if case .built = $0 { false } else { true } })
    let values = try lines(schema, 400).map { try JSONValue(parsing: $0) }
    #expect(values.allSatisfy { schema.isValid($0) })
    let ranks = values.compactMap { $0["rank"]?.intValue }
    #expect([-3, -2, 0, 39, 40].allSatisfy { ranks.contains($0) })
    #expect(values.contains { $0["share"] == 0.05 } && values.contains { $0["share"] == 1 })
    #expect(values.contains { $0["note"] == .null } && values.contains { $0["note"] == nil })
    let lengths = values.compactMap { $0["note"]?.stringValue }.map { $0.unicodeScalars.count }
    #expect(Set(lengths) == [2, 3, 4, 5])
    #expect(values.contains { $0["parts"]?.arrayValue?.isEmpty == false })
    #expect(values.contains { ($0.objectValue?.keys ?? []).contains("note") && $0["extra"] != nil })
  }

  @Test func `payloads of random schemas satisfy them, written as well as built`() throws {
    var written = 0
    for seed in 1...120 as ClosedRange<UInt64> {
      var random = RandomSchema(seed: seed)
      guard let schema = try? Schema(random.document()) else { continue }
      let generator = PayloadGenerator(schema)
      let stream = PayloadStream(generator)
      for index in 0..<6 {
        var bytes: [UInt8] = []
        guard (try? stream.write(seed: seed, index: index, into: &bytes)) != nil else {
          // What cannot be written cannot be built either.
          #expect(throws: GenerationShortfall.self) { try generator.payload(seed: seed, index: index) }
          continue
        }
        written += 1
        let value = try JSONDocument(parsing: bytes).value
        #expect(schema.isValid(value), "\(schema.json): \(value)")
      }
    }
    #expect(written > 300)
  }

  /// Where values stand, with their types, without what no schema describes.
  private func shapes(
    _ value: JSONValue, at place: String, _ names: Set<String>, into found: inout Set<String>
  ) {
    found.insert("\(place): \(value.type)")
    switch value {
    case .object(let members):
      for member in members where names.contains(member.key) {
        shapes(member.value, at: "\(place)/\(member.key)", names, into: &found)
      }
    case .array(let elements):
      for element in elements { shapes(element, at: "\(place)/*", names, into: &found) }
    default: break
    }
  }

  /// A stream knows keywords by itself; whatever it forgot to write would be missing here.
  @Test(arguments: SampleSchemas.names)
  func `what is built shows nothing that is never written`(name: String) throws {
    let schema = try SampleSchemas.schema(name)
    let names = Set(schema.graph.nodes.flatMap { $0.object?.properties.map(\.key) ?? [] })
    var built: Set<String> = []
    for payload in PayloadGenerator(schema).payloads(count: 60, seed: 1).payloads {
      shapes(payload, at: "", names, into: &built)
    }
    var written: Set<String> = []
    for line in try lines(schema, 1_500) {
      shapes(try JSONValue(parsing: line), at: "", names, into: &written)
    }
    // Deep inside of what contains itself chance decides.
    let missing = built.subtracting(written).filter { $0.split(separator: "/").count <= 4 }
    #expect(missing.isEmpty, "\(missing.sorted())")
  }

  @Test func `the same seed gives the same bytes`() throws {
    let schema = try SampleSchemas.schema("findings")
    #expect(try lines(schema, 20) == lines(schema, 20))
    #expect(try lines(schema, 20) != lines(schema, 20, seed: 2))
  }

  @Test func `a schema that allows nothing says so`() throws {
    var bytes: [UInt8] = [1]
    #expect(throws: GenerationShortfall(index: 0, reason: "no payload satisfies the schema")) {
      try PayloadStream(Schema(false)).write(seed: 1, index: 0, into: &bytes)
    }
    #expect(bytes == [1])
  }
}
