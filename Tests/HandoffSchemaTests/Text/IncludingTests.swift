import HandoffSchema
import Testing

@Suite("Texts within texts")
struct IncludingTests {
  @Test(arguments: [
    ("", "", true), ("a", "", true), ("", "a", false), ("abc", "abc", true), ("abc", "bc", true),
    ("abc", "ab", true), ("abc", "ac", false), ("ab", "abc", false), ("aab", "ab", true),
    // One text for a reader, two for a machine.
    ("e\u{301}", "\u{E9}", false), ("cafe\u{301}", "e", true),
  ])
  func `a text is found wherever it stands, code point for code point`(
    text: String, part: String, isThere: Bool
  ) {
    #expect(text.includes(part) == isThere)
    #expect(text[...].includes(part) == isThere)
  }
}
