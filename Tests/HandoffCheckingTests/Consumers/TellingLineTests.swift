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
    #expect(TellingLine.of(words)?.text == line)
  }

  @Test(
    arguments: [
      (
        "Traceback (most recent call last):\n  File \"/x/a.py\", line 9, in <module>\n    serve()\n"
          + "  File \"/x/a.py\", line 4, in answer\n    json.dumps(p)\n"
          + "  File \"/usr/lib/python3.11/json/__init__.py\", line 231, in dumps\n    return e(o)\nTypeError: no\n",
        "TypeError: no, at a.py:4 in answer: json.dumps(p)"
      ),
      (
        "file:///x/a.mjs:3\n  p.q.r\n\nTypeError: Cannot read properties of undefined\n"
          + "    at Array.map (node:internal/x:1:2)\n    at name (file:///x/a.mjs:3:5)\n    at file:///x/a.mjs:9:1\n",
        "TypeError: Cannot read properties of undefined, at a.mjs:3 in name"
      ),
      ("one\ntwo\n", nil),
    ] as [(String, String?)])
  func `it is told with the line of the author's own source`(words: String, located: String?) {
    #expect(TellingLine.of(words)?.located == located)
  }
}
