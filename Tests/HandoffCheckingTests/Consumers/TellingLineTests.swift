import Testing

@testable import HandoffChecking

@Suite("The telling line of last words")
struct TellingLineTests {
  @Test(
    arguments: [
      ("", nil), ("\n  \n", nil), ("one\ntwo\n\n", "two"),
      (
        "INFO start\nTraceback (most recent call last):\n  File \"a.py\", line 4, in <module>\n    n = p[\"x\"]\n"
          + "        ~^^^^^\nKeyError: 'x'\n", "KeyError: 'x'"
      ),
      (
        "Traceback (most recent call last):\n  File \"a.py\", line 4\n    f()\npydantic.ValidationError: 2 errors\n"
          + "id\n  Field required\n    For further information visit https://example.org\n",
        "pydantic.ValidationError: 2 errors"
      ),
      (
        "/a/b.js:3\n  x.y.z\n\nTypeError: Cannot read properties of undefined\n    at f (/a/b.js:3:5)\n"
          + "    at g (/a/b.js:9:1)\n\nNode.js v22.1.0\n", "TypeError: Cannot read properties of undefined"
      ),
      (
        "a/b.swift:3: Fatal error: Index out of range\n*** backtrace ***\nframe 1\n",
        "a/b.swift:3: Fatal error: Index out of range"
      ),
    ] as [(String, String?)])
  func `it is the one that says what went wrong`(words: String, line: String?) {
    #expect(TellingLine.of(words) == line)
  }
}
