import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("JSON round trips")
struct JSONRoundTripTests {
  @Test(arguments: [JSONStyle.compact, .pretty])
  func `what is written reads back as the same text and value`(style: JSONStyle) throws {
    for seed in 0..<2000 {
      var source = RandomJSON(seed: UInt64(seed))
      let value = source.value()
      let text = value.text(style)
      let back = try JSONValue(parsing: text)
      #expect(back == value)
      #expect(back.hashValue == value.hashValue)
      #expect(Array(back.text(style).utf8) == Array(text.utf8))
    }
  }

  @Test func `the canonical form is a fixed point and keeps what a double holds`() throws {
    for seed in 0..<2000 {
      var source = RandomJSON(seed: UInt64(seed))
      let value = source.value()
      let text = value.text(.canonical)
      #expect(try JSONValue(parsing: text).text(.canonical) == text)
    }
  }

  @Test func `a changed byte never traps`() {
    for seed in 0..<3000 {
      var source = RandomJSON(seed: UInt64(seed))
      var bytes = Array(source.value().text().utf8)
      for _ in 0...source.random.below(3) {
        bytes[source.random.below(bytes.count)] = UInt8(source.random.below(256))
      }
      guard let document = try? JSONDocument(parsing: bytes) else { continue }
      #expect((try? JSONValue(parsing: document.value.text())) == document.value)
      #expect(document.duplicateKeys.count == document.duplicateKeyCount)
    }
  }
}
