import HandoffSchema
import Testing

@Suite("JSON text")
struct JSONTextTests {
  @Test func `pretty text indents by two spaces and keeps empty containers on one line`() {
    let value: JSONValue = ["a": [1, []], "b": [:], "c": ["d": nil]]
    #expect(
      value.text(.pretty) == """
        {
          "a": [
            1,
            []
          ],
          "b": {},
          "c": {
            "d": null
          }
        }
        """)
  }

  @Test func `only what must be escaped is escaped`() {
    let value = JSONValue.string("\u{0}\u{8}\t\n\u{B}\u{C}\r\u{1F}\"\\/\u{7F}\u{2028}é")
    #expect(value.text() == "\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\/\\u007f\\u2028é\"")
  }

  /// The sample of RFC 8785 section 3.2.4 and the order of section 3.2.3.
  @Test func `the samples of RFC 8785 come out as printed there`() throws {
    let value = try JSONValue(
      parsing: #"""
        {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
         "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}
        """#)
    #expect(
      value.text(.canonical) == """
        {"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
        "string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}
        """)
    let keys: JSONValue = [
      "\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7,
    ]
    #expect(
      keys.text(.canonical)
        == "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}")
  }

  /// RFC 8785 appendix B, and values beyond a double's range.
  @Test(arguments: [
    ("-0", "0"), ("5e-324", "5e-324"), ("1.7976931348623157e308", "1.7976931348623157e+308"),
    ("9007199254740992", "9007199254740992"), ("295147905179352830000", "295147905179352830000"),
    ("9.999999999999997e22", "9.999999999999997e+22"), ("1e23", "1e+23"),
    ("1.0000000000000001e+23", "1.0000000000000001e+23"), ("999999999999999700000", "999999999999999700000"),
    ("1e21", "1e+21"), ("1e20", "100000000000000000000"), ("9.999999999999997e-7", "9.999999999999997e-7"),
    ("0.000001", "0.000001"), ("333333333.3333332", "333333333.3333332"),
    (
      "-0.0000033333333333333333",
      "-0.0000033333333333333333"
    ), ("1424953923781206.2", "1424953923781206.2"),
    ("9007199254740993", "9007199254740992"), ("1e400", "1e+400"), ("-12345e400", "-1.2345e+404"),
    ("1e-400", "0"),
  ])
  func `a canonical number is spelled as ECMAScript spells it`(literal: String, canonical: String) throws {
    #expect(try JSONValue(parsing: literal).text(.canonical) == canonical)
  }

  @Test func `deep values are written without the call stack`() {
    var value: JSONValue = 1
    for _ in 0..<4096 { value = [value] }
    #expect(value.text().utf8.count == 8193)
  }

  @Test func `what a terminal obeys and does not show is escaped, but in canonical form`() throws {
    let text = "a\u{7F}\u{85}\u{9F}\u{A0}\u{61C}\u{200D}\u{200E}\u{2028}\u{202E}\u{2066}\u{2069}\u{2070}é😀"
    let value = JSONValue.object([text: .string(text)])
    let escaped =
      #""a\u007f\u0085\u009f"# + "\u{A0}" + #"\u061c"# + "\u{200D}"
      + #"\u200e\u2028\u202e\u2066\u2069"# + "\u{2070}é😀\""
    #expect(value.text() == "{\(escaped):\(escaped)}")
    #expect(value.text(.canonical) == "{\"\(text)\":\"\(text)\"}")
    #expect(try JSONDocument(parsing: Array(value.text().utf8)).value == value)
  }
}
