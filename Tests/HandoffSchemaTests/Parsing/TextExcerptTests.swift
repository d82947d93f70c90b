import HandoffSchema
import Testing

@Suite("Excerpts")
struct TextExcerptTests {
  private func parts(_ text: String, at offset: Int) -> [String] {
    let excerpt = TextExcerpt(of: Array(text.utf8), at: offset)
    return [excerpt.before, excerpt.marked, excerpt.after]
  }

  @Test func `the line is shown with what begins at the place`() {
    let text = "{\r\n  \"a\\\"b\": -1.5e3,\r\n  \"c\": [true]\r\n}"
    #expect(parts(text, at: 0) == ["", "{", ""])
    #expect(parts(text, at: 5) == ["  ", "\"a\\\"b\"", ": -1.5e3,"])
    #expect(parts(text, at: 13) == ["  \"a\\\"b\": ", "-1.5e3", ","])
    #expect(parts(text, at: 29) == ["  \"c\": ", "[", "true]"])
    #expect(parts(text, at: 30) == ["  \"c\": [", "true", "]"])
  }

  @Test func `places at and beyond the end are the end`() {
    #expect(parts("[1", at: 2) == ["[1", "", ""])
    #expect(parts("[1", at: 200) == ["[1", "", ""])
    #expect(parts("[1", at: -1) == ["", "[", "1"])
    #expect(parts("", at: 0) == ["", "", ""])
    #expect(parts("\"ab\\", at: 0) == ["", "\"ab\\", ""])
    #expect(parts("\"ab\\\n\"", at: 0) == ["", "\"ab\\", ""])
  }

  @Test func `long lines are cut at whole code points`() {
    let wide = String(repeating: "é", count: 100)
    let text = "\"\(wide)\", \"\(wide)\", \"\(wide)\""
    let cut = String(repeating: "é", count: 39)
    #expect(
      parts(text, at: 204)
        == [
          "…" + String(repeating: "é", count: 37) + "\", ", "\"\(cut)…",
          ", \"" + String(repeating: "é", count: 37) + "…",
        ])
  }

  @Test func `bytes that are not UTF-8 are replaced`() {
    let excerpt = TextExcerpt(of: [0x5B, 0xFF, 0x80, 0x5D], at: 1)
    #expect([excerpt.before, excerpt.marked, excerpt.after] == ["[", "\u{FFFD}\u{FFFD}", "]"])
  }
}
