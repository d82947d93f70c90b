import HandoffSchema
import Testing

@Suite("Pattern syntax")
struct PatternSyntaxTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var pattern: String
    var accepted: [String]
    var refused: [String]

    init(_ pattern: String, accepts accepted: [String], refuses refused: [String]) {
      self.pattern = pattern
      self.accepted = accepted
      self.refused = refused
    }

    var testDescription: String { pattern }
  }

  static let cases = [
    Case("b", accepts: ["abc", "b"], refuses: ["", "ac"]),
    Case("", accepts: ["", "x"], refuses: []),
    Case("^a|b$", accepts: ["ax", "xb"], refuses: ["xa", "bx"]),
    Case("^[a-c_-]+$", accepts: ["a-_c"], refuses: ["d", ""]),
    Case("^[^a-c]$", accepts: ["d", "\n", "😀"], refuses: ["a", "dd"]),
    Case("^[]$", accepts: [], refuses: ["", "a"]),
    Case("^[^]$", accepts: ["\n", "a"], refuses: [""]),
    Case("^[\\]\\\\^-]$", accepts: ["]", "\\", "^", "-"], refuses: ["a"]),
    Case("^[\\w-.]+$", accepts: ["a-b.c"], refuses: ["a b"]),
    Case("^[a-\\d]+$", accepts: ["a-1"], refuses: ["b"]),
    Case("^[\\b]$", accepts: ["\u{8}"], refuses: ["b"]),
    Case("^.$", accepts: ["a", "😀"], refuses: ["\n", "\r", "\u{2028}", "\u{2029}", "ab"]),
    Case("^\\d\\D\\w\\W\\s\\S$", accepts: ["1a_- x"], refuses: ["11_- x", "1a-- x"]),
    Case("^\\s{3}$", accepts: ["\u{FEFF}\u{A0}\u{3000}"], refuses: ["\u{200B}  "]),
    Case("^\\t\\n\\v\\f\\r\\0\\cJ\\cj$", accepts: ["\t\n\u{B}\u{C}\r\0\n\n"], refuses: ["tnvfr0JJ"]),
    Case("^\\x41\\u0042\\u{43}\\u{1F432}\\uD83D\\uDC32$", accepts: ["ABC🐲🐲"], refuses: ["ABC🐲"]),
    Case("^[\\uD83D\\uDC31-\\uD83D\\uDC33]$", accepts: ["🐲"], refuses: ["🐉🐉", "🐉"]),
    Case("^\\uD83D$", accepts: [], refuses: ["\u{FFFD}", "🐲"]),
    Case("\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/", accepts: ["^$\\.*+?()[]{}|/"], refuses: ["^"]),
    Case("^\\-\\_\\@\\ \\:\\\"\\#$", accepts: ["-_@ :\"#"], refuses: ["\\-"]),
    Case("^{a}$", accepts: ["{a}"], refuses: ["a"]),
    Case("^a{x]$", accepts: ["a{x]"], refuses: ["ax"]),
    Case("^a{2}b{1,}c{0,2}?$", accepts: ["aab", "aabbbcc"], refuses: ["ab", "aabccc", "aa"]),
    Case("^(?:ab)*?(c+)?(?<n>d|e)$", accepts: ["d", "ababcce"], refuses: ["abc", "ad"]),
    Case("^a{0}$", accepts: [""], refuses: ["a"]),
    Case("\\bfoo\\b", accepts: ["a foo b", "foo", "-foo-"], refuses: ["afoo", "foo_", "foo1"]),
    Case("o\\B", accepts: ["foo_", "oo"], refuses: ["fo ", "o"]),
    Case("^(?!foo)", accepts: ["", "fo", "barfoo"], refuses: ["foo", "foobar"]),
    Case("^(?!.*--)[a-z-]+$", accepts: ["a-b"], refuses: ["a--b", ""]),
    Case("^(?=.*\\d)(?=.*[a-z]).{4,}$", accepts: ["abc1"], refuses: ["abcd", "1234", "a1"]),
    Case("(?<=a)b(?!c)", accepts: ["ab", "cabd"], refuses: ["b", "abc"]),
    Case("^((?!foo).)*$", accepts: ["bar", "fo"], refuses: ["a foo"]),
    Case("^(?:(?<!a)b|a(?=b))+$", accepts: ["b", "bb"], refuses: ["a", "ab", "ba"]),
    Case("(?=a)*b", accepts: ["b"], refuses: ["a"]),
    Case("^(?<a>x)|(?<a>y)$", accepts: ["x", "y"], refuses: ["z"]),
    Case("^(?:(?<a>x)|(?<a>y))(?<b>z)|(?<b>q)$", accepts: ["xz", "q"], refuses: ["x"]),
    Case("^é$", accepts: ["\u{E9}"], refuses: ["e\u{301}"]),
    Case("^[^\\uD800-\\uDFFF]$", accepts: ["\u{D7FF}", "\u{E000}", "a", "😀"], refuses: [""]),
  ]

  @Test(arguments: cases)
  func `an expression matches what ECMA-262 says`(example: Case) throws {
    let pattern = try Pattern(example.pattern)
    let language = try pattern.language()
    #expect(example.accepted.filter(pattern.matches) == example.accepted)
    #expect(example.refused.filter(pattern.matches) == [])
    #expect((example.accepted + example.refused).filter(language.accepts) == example.accepted)
  }

  static let errors: [(String, Int, PatternError.Reason)] = [
    ("a)", 1, .syntax("\")\" closes no group")),
    ("a(b", 1, .syntax("the group that begins here is not closed")),
    ("^(abc]", 1, .syntax("the group that begins here is not closed")),
    ("ab[c", 2, .syntax("the class that begins here is not closed")),
    ("*a", 0, .syntax("nothing to repeat before \"*\"")),
    ("a**", 2, .syntax("nothing to repeat before \"*\"")),
    ("a|{2}", 2, .syntax("nothing to repeat before \"{\"")),
    ("^+", 1, .syntax("nothing to repeat: \"^\" matches a place, not a character")),
    ("(?<=a)+", 6, .syntax("nothing to repeat: a look-behind matches a place, not a character")),
    ("a{3,2}", 1, .syntax("the bounds of the quantifier are out of order: 3 is above 2")),
    ("a{,5}", 1, .syntax("a quantifier without a lower bound; write {0,…}")),
    ("x[b-a]", 2, .syntax("the range b-a is out of order")),
    ("\\", 0, .syntax("a lone \"\\\" ends the expression")),
    ("a\\a", 1, .syntax("\\a is not an escape of ECMA-262; write \\x07")),
    ("\\Aa\\Z", 0, .syntax("\\A is not an escape of ECMA-262; write ^")),
    ("[\\1]", 1, .syntax("\\1 has no meaning inside a class")),
    ("\\01", 0, .syntax("octal escapes are not ECMA-262; write \\xHH")),
    ("\\x4", 0, .syntax("\\x is not followed by two hexadecimal digits")),
    ("\\u12", 0, .syntax("\\u is not followed by four hexadecimal digits or {…}")),
    ("\\u{110000}", 0, .syntax("no code point is above 10FFFF")),
    ("\\c1", 0, .syntax("\\c is not followed by a letter")),
    ("(?P<n>a)", 0, .syntax("(?P is not ECMA-262; write a named group as (?<name>…)")),
    ("(?#x)", 0, .syntax("(?# is not ECMA-262; it has no comments")),
    ("(?i)a", 0, .syntax("(?i is not ECMA-262; flags cannot be set inside an expression")),
    ("(?<n>a)(?<n>b)", 7, .syntax("a second group is named \"n\"")),
    ("(?<n>a)(?:x|(?<n>b))", 12, .syntax("a second group is named \"n\"")),
    ("a\\1", 1, .syntax("the back-reference \\1 names group 1, but the expression has 0")),
    ("\\k<x>(?<n>a)", 0, .syntax("the back-reference \\k<x> names no group")),
    ("a(b)\\1", 4, .unsupported(construct: "the back-reference \\1")),
    ("(?<n>b)\\k<n>", 7, .unsupported(construct: "the back-reference \\k<n>")),
    ("(?i:a)", 0, .unsupported(construct: "the flag group (?i:")),
    ("^\\p{Foo}", 1, .unknownProperty(name: "\\p{Foo}", remedy: nil)),
    ("\\P{Latin}", 0, .unknownProperty(name: "\\P{Latin}", remedy: "write \\P{Script=Latin}")),
    ("\\p{letter}", 0, .unknownProperty(name: "\\p{letter}", remedy: "write \\p{Letter}")),
    ("\\pL", 0, .syntax("\\p is not followed by a property in braces")),
    ("(x{1000}){1000}", 9, .tooManyStates(limit: 100_000)),
    ("a{99999999999999999999}", 1, .tooManyStates(limit: 100_000)),
    (String(repeating: "(?=a)", count: 251), 1250, .tooManyLookArounds(limit: 250)),
    (String(repeating: "(", count: 300), 150, .tooDeeplyNested(limit: 150)),
  ]

  @Test(arguments: errors)
  func `an error names the construct and its place`(
    source: String, offset: Int, reason: PatternError.Reason
  ) {
    #expect(throws: PatternError(reason: reason, pattern: source, offset: offset)) {
      try Pattern(source)
    }
  }

  @Test func `an error is one line and shows what surrounds the place`() {
    let source = String(repeating: "x", count: 1_000) + "\n(a)\\1"
    let error = #expect(throws: PatternError.self) { try Pattern(source) }
    #expect(
      error?.description == """
        the back-reference \\1 is not supported at offset 1004 of the pattern \
        …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\x0a(a)\\1
        """)
  }

  @Test func `a valid expression that cannot be compiled is still an expression`() {
    #expect(["(a)\\1", "(?<n>a)\\k<n>", "(?i:a)", "a{1000000}"].filter(Pattern.isExpression).count == 4)
    #expect(["(a)\\2", "(?i)a", "\\a", "(", "\\p{Foo}"].filter(Pattern.isExpression) == [])
  }
}
