import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Texts of causes")
struct CauseTextTests {
  @Test(arguments: [
    ("KeyError: 'priority'", "KeyError: …"),
    ("row 31 does not exist", "row # does not exist"),
    ("took -12.75 s, 3 times", "took -# s, # times"),
    ("object at 0x7f3aBc01 is gone", "object at # is gone"),
    ("don't use it's own", "don't use it's own"),
    ("got {\"a\": [1, {\"b\": 2}]} instead", "got … instead"),
    ("open ' without an end", "open ' without an end"),
    ("a { without an end", "a { without an end"),
    ("'\u{301}x' is no name", "… is no name"),
    ("two\nlines", "two lines"),
    ("", ""),
  ])
  func `what varies is left out`(text: String, skeleton: String) {
    #expect(CauseText.skeleton(of: text) == skeleton)
  }

  @Test func `texts of the payload are left out`() {
    let payload: JSONValue = ["name": "Ada Lovelace", "tags": ["x", "analytical engine"]]
    let text = "no ticket for Ada Lovelace about analytical engine x"
    #expect(CauseText.skeleton(of: text, payload: payload) == "no ticket for … about … x")
  }

  @Test func `a text without end is cut`() {
    #expect(CauseText.skeleton(of: String(repeating: "word ", count: 1_000)).count == 120)
  }
}
