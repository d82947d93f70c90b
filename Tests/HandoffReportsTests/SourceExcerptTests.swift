import HandoffContracts
import HandoffTestSupport
import Testing

@testable import HandoffReports

@Suite("Lines of files under findings")
struct SourceExcerptTests {
  private func lines(_ text: String, _ line: Int, _ column: Int?) -> [String]? {
    let sources = SourceTexts { $0 == "a.json" ? Array(text.utf8) : nil }
    return SourceExcerpt(SourceLocation(file: "a.json", line: line, column: column), in: sources)?
      .lines(TextStyle())
  }

  @Test func `the line stands under the finding, with a caret under the column`() {
    #expect(
      lines("{\n  \"a\": 1,\r\n}", 2, 3) == [
        #"    2 |   "a": 1,"#,
        #"      |   ^"#,
      ])
    #expect(lines("let a = 1", 1, nil) == ["    1 | let a = 1"])
  }

  @Test func `there is none for a file that is not shown, a line that is not there, or an empty one`() {
    #expect(lines("a\n \t \nb", 2, 1) == nil)
    #expect(lines("a", 2, 1) == nil)
    #expect(lines("a", 0, 1) == nil)
    let none = SourceTexts { _ in nil }
    #expect(SourceExcerpt(SourceLocation(file: "b", line: 1, column: 1), in: none) == nil)
  }

  @Test func `tabs, wide letters, marks and hostile characters do not move the caret`() {
    let cases: [(String, Int, String, String)] = [
      ("\tx", 2, "    x", "    ^"), ("a\tx", 3, "a   x", "    ^"), ("你x", 2, "你x", "  ^"),
      ("e\u{301}x", 3, "e\u{301}x", " ^"), ("\u{1B}[2Jx", 5, #"\u{1b}[2Jx"#, "         ^"),
      ("\u{202E}x", 2, #"\u{202e}x"#, "        ^"), ("ab", 9, "ab", "  ^"),
    ]
    for (text, column, shown, caret) in cases {
      #expect(lines(text, 1, column) == ["    1 | \(shown)", "      | \(caret)"])
    }
  }

  @Test func `a long line is cut around the column`() throws {
    let long = String(repeating: "ab ", count: 500)
    for column in [1, 2, 40, 700, 1_480, 1_500] {
      let found = try #require(lines(long, 1, column))
      let shown = Array(found[0].dropFirst(8))
      let caret = found[1].dropFirst(8).count - 1
      #expect(shown.count <= SourceExcerpt.width)
      // The last one is a blank, and blanks at the end are not shown.
      #expect(caret == shown.count || shown[caret] == Array(long)[column - 1])
      #expect((shown[0] == "…") == (column > 33))
      #expect((shown.last == "…") == (column < 1_400))
    }
  }

  @Test func `whatever the text, a line is narrow, shows no control character and has its caret in it`() {
    let alphabet: [Unicode.Scalar] = [
      "a", "\t", "你", "\u{301}", "\u{1B}", "\u{202E}", " ", "\u{1F600}", "\"",
    ]
    var random = TestRandom(seed: 7)
    for _ in 0..<300 {
      let count = Int.random(in: 1...300, using: &random)
      var text = String.UnicodeScalarView()
      for _ in 0..<count { text.append(alphabet.randomElement(using: &random) ?? "a") }
      let column = Int.random(in: 1...count, using: &random)
      guard let found = lines(String(text), 1, column) else { continue }
      let width = found[0].unicodeScalars.dropFirst(8).reduce(0) { $0 + TerminalWidth.of($1) }
      #expect(width <= SourceExcerpt.width, "\(found)")
      #expect(found[0].unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
      #expect(found[1].unicodeScalars.count - 9 <= SourceExcerpt.width, "\(found)")
    }
  }

  @Test func `a line of a megabyte is no burden`() {
    let sources = SourceTexts { _ in [UInt8](repeating: 0x61, count: 1 << 20) }
    for column in stride(from: 1, to: 1 << 20, by: 1 << 17) {
      #expect(SourceExcerpt(SourceLocation(file: "a", line: 1, column: column), in: sources) != nil)
    }
  }
}
