import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffFuzzing

/// What is made for a schema heeds each of its keywords, also one that nothing here knows.
@Suite("Payloads for every keyword")
struct KeywordPayloadTests {
  @Test(arguments: KeywordExample.all)
  func `what is made with it keeps it, and what breaks it is refused`(example: KeywordExample) throws {
    let schema = try Schema(example.schema, options: example.options)
    let (generator, stream) = (PayloadGenerator(schema), PayloadStream(schema))
    let broken = BrokenPayloads(schema)
    for index in 0..<20 {
      let built = try generator.payload(seed: 1, index: index)
      #expect(schema.isValid(built), "\(built)")
      var bytes: [UInt8] = []
      try stream.write(seed: 1, index: index, into: &bytes)
      let written = try JSONValue(parsing: String(decoding: bytes, as: UTF8.self))
      #expect(schema.isValid(written), "\(written)")
      guard example.refused != nil, let refused = try? broken.payload(seed: 1, index: index).0 else {
        continue
      }
      #expect(!schema.isValid(refused), "\(refused)")
    }
  }
}
