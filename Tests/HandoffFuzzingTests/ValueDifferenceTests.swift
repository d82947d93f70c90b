import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Differences of two values")
struct ValueDifferenceTests {
  private func lines(_ before: JSONValue?, _ after: JSONValue?, at tokens: String...) -> [String] {
    ValueDifference(before, after, at: JSONPointer(tokens: tokens)).lines
  }

  @Test func `a member is named, an element is not`() {
    #expect(lines(25, "25", at: "seat") == ["- \"seat\": 25", "+ \"seat\": \"25\""])
    #expect(lines(25, nil, at: "tags", "3") == ["- 25"])
  }

  @Test func `of objects only what differs is shown`() {
    #expect(
      lines(["a": 1, "b": 2, "c": 3], ["a": 1, "B": 2, "c": 4])
        == ["- \"b\": 2", "- \"c\": 3", "+ \"c\": 4", "+ \"B\": 2"])
  }

  @Test func `texts that look alike have their code points`() {
    #expect(
      lines("low", "low\u{A0}") == [
        "- \"low\"  (U+006C U+006F U+0077)", "+ \"low\u{A0}\"  (U+006C U+006F U+0077 U+00A0)",
      ])
    #expect(lines("e\u{301}", "\u{E9}").allSatisfy { $0.contains("U+") })
    #expect(lines("low", "l\u{43E}w").allSatisfy { $0.contains("U+") })
    #expect(lines("low", "high").allSatisfy { !$0.contains("U+") })
    #expect(lines("low", "LOW").allSatisfy { !$0.contains("U+") })
  }
}
