import HandoffSchema
import HandoffTestSupport
import Testing

/// Texts are scanned by words of eight bytes, and what stands in one container is written in one go.
@Suite("Writing JSON")
struct JSONWriterTests {
  /// What needs an escape, what looks like it, and what is plain.
  private static let pieces = [
    "a", "bc", "plain text", "\"", "\\", "\n", "\u{1}", "\u{1F}", " ", "~", "\u{7F}", "\u{80}", "ä", "€",
    "\u{202E}", "😀", "!", "#", "[", "]", "^",
  ]

  /// The text as it is written, character by character.
  private static func written(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  @Test
  func `a text is written as it would be character by character, wherever its words of eight bytes begin`() {
    var random = TestRandom(seed: 11)
    for _ in 0..<2_000 {
      let text = (0..<random.below(12)).map { _ in Self.pieces[random.below(Self.pieces.count)] }.joined()
      #expect(JSONValue.string(text).text().unicodeScalars.elementsEqual(Self.written(text).unicodeScalars))
    }
  }

  /// The value as indented text, part by part.
  private static func indented(_ value: JSONValue, _ depth: Int = 0) -> String {
    func lines(_ parts: [String], _ open: String, _ close: String) -> String {
      if parts.isEmpty { return open + close }
      let inner = String(repeating: " ", count: 2 * depth + 2)
      let listed = parts.map { inner + $0 }.joined(separator: ",\n")
      return "\(open)\n\(listed)\n\(inner.dropLast(2))\(close)"
    }
    switch value {
    case .array(let elements): return lines(elements.map { indented($0, depth + 1) }, "[", "]")
    case .object(let members):
      return lines(
        members.map { JSONValue.string($0.key).text() + ": " + indented($0.value, depth + 1) }, "{", "}")
    default: return value.text()
    }
  }

  @Test
  func `containers are indented by their depth, however deep they are`() {
    for seed in 0..<300 as Range<UInt64> {
      var source = RandomJSON(seed: seed)
      let value = source.value()
      #expect(value.text(.pretty).utf8.elementsEqual(Self.indented(value).utf8), "seed \(seed)")
    }
    let deep = (0..<50).reduce(into: [1, [:], "a"] as JSONValue) { value, _ in value = [value, 2] }
    #expect(deep.text(.pretty).utf8.elementsEqual(Self.indented(deep).utf8))
  }
}
