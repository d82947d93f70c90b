import HandoffSchema
import Testing

@Suite("JSON syntax errors")
struct JSONSyntaxErrorTests {
  struct Broken: CustomTestStringConvertible {
    var bytes: [UInt8]
    var message: String

    init(_ text: String, _ message: String) {
      self.init(Array(text.utf8), message)
    }

    init(_ bytes: [UInt8], _ message: String) {
      self.bytes = bytes
      self.message = message
    }

    var testDescription: String { message }
  }

  static let broken = [
    Broken("", "line 1, column 1: expected a value, found the end of the text"),
    Broken(" \n", "line 2, column 1: expected a value, found the end of the text"),
    Broken(
      "{\"ä\": tru}",
      "line 1, column 7: expected a value, found \"tru\" (JSON writes texts between double quotes: \"tru\")"),
    Broken(
      "[1,\n 2,]",
      "line 2, column 4: expected a value, found \"]\" (JSON has no comma after the last element; remove it)"),
    Broken("[é", "line 1, column 2: expected a value or \"]\", found \"é\""),
    Broken("[1 2]", "line 1, column 4: expected \",\" or \"]\", found \"2\""),
    Broken("[1", "line 1, column 3: expected \",\" or \"]\", found the end of the text"),
    Broken("{1:2}", "line 1, column 2: expected a member name or \"}\", found \"1\""),
    Broken(
      "{\"a\":1,}",
      "line 1, column 8: expected a member name, found \"}\" (JSON has no comma after the last element; remove it)"
    ),
    Broken("{\"a\" 1}", "line 1, column 6: expected \":\", found \"1\""),
    Broken("{\"a\":1 \"b\"", "line 1, column 8: expected \",\" or \"}\", found \"\"\""),
    Broken("1 x", "line 1, column 3: expected the end of the text, found \"x\""),
    Broken("[01]", "line 1, column 2: expected a number as in 0, -1.5 or 2e10, found \"01\""),
    Broken("[-x]", "line 1, column 2: expected a number as in 0, -1.5 or 2e10, found \"-x\""),
    Broken("1.", "line 1, column 1: expected a digit, found the end of the text"),
    Broken("\"abc", "line 1, column 5: expected the rest of a string, found the end of the text"),
    Broken("\"abc\\", "line 1, column 6: expected the rest of a string, found the end of the text"),
    Broken(
      "\"ab\nc\"",
      "line 1, column 4: expected control characters in a string to be escaped, found U+000A"),
    Broken(
      #""a\x""#,
      #"line 1, column 3: expected one of \" \\ \/ \b \f \n \r \t \uXXXX, found "\x""#),
    Broken(
      #""\ud800""#,
      #"line 1, column 2: expected four hexadecimal digits, surrogates in pairs, found "\ud800""#),
    Broken(
      #""\udc00\ud800""#,
      #"line 1, column 2: expected four hexadecimal digits, surrogates in pairs, found "\udc00""#),
    Broken(
      #""\u12g4""#,
      #"line 1, column 2: expected four hexadecimal digits, surrogates in pairs, found "\u12""#),
    Broken([0x22, 0x61, 0xFF, 0x22], "line 1, column 3: expected UTF-8, found bytes that are not"),
    Broken([0xFF], "line 1, column 1: expected UTF-8, found bytes that are not"),
    Broken(
      "\u{FEFF}{}",
      "line 1, column 1: expected a value, found a byte order mark (save the file as UTF-8 without a byte order mark)"
    ),
    Broken([0x5B, 0x00], "line 1, column 2: expected a value or \"]\", found U+0000"),
  ]

  @Test(arguments: broken)
  func `a broken text says what was found, what was expected, and where`(case broken: Broken) {
    do {
      _ = try JSONDocument(parsing: broken.bytes)
      Issue.record("was accepted")
    } catch {
      #expect(error.description == broken.message)
    }
  }

  static let mistakes: [(text: String, hint: JSONSyntaxError.Hint?)] = [
    ("[1,]", .trailingComma), ("{\"a\": 1 , \n }", .trailingComma), ("[,]", nil), ("[1}", nil),
    ("// why\n{}", .comment), ("{ /* why */ \"a\": 1}", .comment), ("{\"a\": 1 // why\n}", .comment),
    ("# why\n[]", .comment), ("[1 / 2]", nil), ("{'a': 1}", .otherQuotes), ("{\"a\": 'b'}", .otherQuotes),
    ("[“a”]", .otherQuotes), ("{a: 1}", .unquotedName("a")), ("{\"a\": 1, $b_1: 2}", .unquotedName("$b_1")),
    ("[None]", .otherWord(found: "None", json: "null")), ("[True]", .otherWord(found: "True", json: "true")),
    ("{\"a\": NaN}", .otherWord(found: "NaN", json: "null")),
    ("undefined", .otherWord(found: "undefined", json: "null")), ("[hello]", .unquotedText("hello")),
    ("\u{FEFF}[]", .byteOrderMark), ("[1 2]", nil), ("{1: 2}", nil), ("[\"a]", nil), ("[1] x", nil),
  ]

  @Test(arguments: mistakes)
  func `a usual mistake gets its own hint`(mistake: (text: String, hint: JSONSyntaxError.Hint?)) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: Array(mistake.text.utf8)) }
    #expect(error?.hint == mistake.hint)
  }

  @Test(arguments: [[0xFF, 0xFE, 0x7B, 0x00], [0xFE, 0xFF, 0x00, 0x7B]] as [[UInt8]])
  func `a text in UTF-16 is recognised by its first bytes`(bytes: [UInt8]) {
    #expect(#expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: bytes) }?.hint == .utf16)
  }

  /// Well-formed UTF-8 by the standard library's judgement, for every lead byte and the edges of the rest.
  @Test func `exactly the well-formed sequences of UTF-8 are accepted`() {
    let edges: [UInt8] = [0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0]
    for lead in UInt8(0x80)...0xFF {
      for second in edges {
        for third in edges {
          for fourth in edges {
            let content = [0x61, lead, second, third, fourth]
            let accepted = (try? JSONDocument(parsing: [0x22] + content + [0x22])) != nil
            #expect(accepted == (String(validating: content, as: UTF8.self) != nil), "\(content)")
          }
        }
      }
    }
  }

  @Test func `every prefix of a text is refused with a place inside it`() throws {
    let text = Array(#"{"a":[1.5e+3,-0,"x\n\u00e9\ud83d\ude00é😀",true,false,null],"b":{"c":{}}}"#.utf8)
    for length in 0..<text.count {
      do {
        _ = try JSONDocument(parsing: Array(text[..<length]))
        Issue.record("\(length) bytes were accepted")
      } catch {
        #expect(error.offset <= length)
      }
    }
  }
}
