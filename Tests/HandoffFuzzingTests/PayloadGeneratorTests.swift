import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Payload generator")
struct PayloadGeneratorTests {
  @Test(arguments: SampleSchemas.names)
  func `every payload satisfies its schema and none is missing`(name: String) throws {
    let schema = try SampleSchemas.schema(name)
    let (payloads, shortfalls) = PayloadGenerator(schema).payloads(count: 150, seed: 7)
    #expect(payloads.filter { !schema.isValid($0) } == [])
    #expect(shortfalls == [])
    #expect(payloads.count == 150)
  }

  @Test(arguments: SampleSchemas.names)
  func `the same seed gives the same payloads, one by one or together`(name: String) throws {
    let generator = PayloadGenerator(try SampleSchemas.schema(name))
    let together = generator.payloads(count: 40, seed: 99).payloads
    let again = try (0..<40).map { try generator.payload(seed: 99, index: $0) }
    #expect(together.map { $0.text() } == again.map { $0.text() })
  }

  @Test(arguments: SampleSchemas.names)
  func `replaying the choices of a payload builds it again`(name: String) throws {
    let schema = try SampleSchemas.schema(name)
    let builder = CaseBuilder(schema)
    for index in 0..<120 {
      let random = SplitMix64(seed: 3, stream: name, index: index)
      let built = try builder.valid(index: index, random: random)
      let replayed = try builder.valid(Draws(replaying: built.choices))
      #expect(replayed.payload.text() == built.payload.text())
      #expect(replayed.choices == built.choices)
    }
  }

  @Test func `another seed gives other payloads`() throws {
    let generator = PayloadGenerator(try SampleSchemas.schema("findings"))
    #expect(
      generator.payloads(count: 20, seed: 1).payloads != generator.payloads(count: 20, seed: 2).payloads)
  }

  @Test func `the first payload is the simplest and the second shows every optional member`() throws {
    let generator = PayloadGenerator(try SampleSchemas.schema("findings"))
    let (payloads, _) = generator.payloads(count: 2, seed: 1)
    #expect(payloads[0].text() == #"{"topic":"a","findings":[{"url":"https://a.example/","rank":1}]}"#)
    let names = payloads[1].objectValue.map { $0.keys.sorted() }
    #expect(names == ["findings", "language", "score", "topic"])
  }

  @Test func `bounds are reached`() throws {
    let schema = try SampleSchemas.schema("lengths")
    let lengths = PayloadGenerator(schema).payloads(count: 200, seed: 1).payloads
      .compactMap { $0.stringValue?.unicodeScalars.count }
    #expect(Set(lengths) == [2, 3, 4, 5])
    let grid = try Schema(["type": "integer", "minimum": -3, "maximum": 40])
    let numbers = Set(PayloadGenerator(grid).payloads(count: 200, seed: 1).payloads.compactMap(\.intValue))
    #expect(numbers.isSuperset(of: [-3, -2, 0, 39, 40]))
  }

  @Test func `text goes beyond ASCII`() throws {
    let payloads = PayloadGenerator(try Schema(["type": "string"])).payloads(count: 200, seed: 1).payloads
    let texts = payloads.compactMap(\.stringValue)
    #expect(texts.contains { $0.unicodeScalars.contains { $0.value > 0xFFFF } })
    #expect(texts.contains(""))
    #expect(texts.contains { $0.contains("\"") })
  }

  @Test func `a schema that nothing satisfies is reported for every payload`() throws {
    let schema = try Schema(["allOf": [["type": "string"], ["type": "number"]]])
    let (payloads, shortfalls) = PayloadGenerator(schema).payloads(count: 3, seed: 1)
    #expect(payloads == [])
    #expect(shortfalls.map(\.index) == [0, 1, 2])
    #expect(shortfalls.allSatisfy { $0.reason == "no payload satisfies the schema" })
  }

  @Test func `a demand beyond the caps is reported, not met by something else`() throws {
    let schema = try Schema(["type": "array", "minItems": 1_000_000_000])
    let (payloads, shortfalls) = PayloadGenerator(schema).payloads(count: 1, seed: 1)
    #expect(payloads == [])
    #expect(shortfalls.map(\.reason) == ["the schema asks for more than 20000 elements"])
  }

  @Test func `deep recursion ends`() throws {
    let schema = try Schema(
      JSONValue(
        parsing: """
          {"$ref":"#/$defs/n","$defs":{"n":{"type":"object","required":["next"],
          "properties":{"next":{"anyOf":[{"$ref":"#/$defs/n"},{"type":"null"}]}}}}}
          """))
    let (payloads, shortfalls) = PayloadGenerator(schema).payloads(count: 100, seed: 1)
    #expect(shortfalls == [])
    #expect(Set(payloads).count > 2)
  }
}
