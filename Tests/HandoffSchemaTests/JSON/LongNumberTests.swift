import HandoffSchema
import Testing

@Suite("Numbers of many digits")
struct LongNumberTests {
  private func number(_ literal: String) throws -> JSONValue {
    .number(try #require(JSONNumber(literal: literal)))
  }

  @Test(arguments: [
    "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "const", "minLength",
    "maxItems",
  ])
  func `a keyword's number of more than 1,000 characters is refused with its place`(keyword: String) throws {
    for literal in [String(repeating: "7", count: 1_001), String(repeating: "7", count: 10_000)] {
      let error = #expect(throws: SchemaError.self) {
        try Schema(["properties": ["a": [keyword: number(literal)]]])
      }
      #expect(
        error?.description
          == "/properties/a/\(keyword): \"\(keyword)\" must be written with numbers of at most 1000 characters, found one of \(literal.utf8.count)"
      )
    }
    let allowed = try number(String(repeating: "7", count: 1_000))
    #expect(throws: Never.self) { try Schema([keyword: allowed]) }
  }

  @Test func `a long number within an enumeration is refused with its place`() throws {
    let long = try number("1" + String(repeating: "0", count: 1_000))
    let error = #expect(throws: SchemaError.self) {
      try Schema(["enum": [1, [], ["a": [2, "x", ["b/c": long]]], 3]])
    }
    #expect(error?.pointer.description == "/enum/2/a/2/b~1c")
    #expect(throws: Never.self) { try Schema(["default": long, "examples": [long]]) }
  }

  @Test func `payload numbers of 100,000 digits get exact verdicts by both roads`() throws {
    let long = String(repeating: "7", count: 100_000)
    let divisor = String(repeating: "7", count: 1_000)
    let cases: [(schema: JSONValue, literal: String, isValid: Bool)] = [
      (["multipleOf": try number(divisor)], long, true),
      (["multipleOf": try number(divisor)], long.dropLast() + "8", false),
      (["multipleOf": try number("0." + divisor.dropFirst(10))], long, false),
      (["multipleOf": 7], long, true),
      (["multipleOf": 0.5], long, true),
      (["multipleOf": 0.5], long + ".25", false),
      (["multipleOf": 3], "1" + String(repeating: "0", count: 100_000) + "2e400000000", true),
      (["minimum": try number(divisor)], long, true),
      (["maximum": try number(divisor)], long, false),
      (["maximum": try number("1e100000")], long, true),
      (["exclusiveMaximum": try number("1e99999")], long, false),
      (["type": "integer"], long + ".0", true),
      (["type": "integer"], long + "e-1", false),
      (["const": try number("1e100000")], "1" + String(repeating: "0", count: 100_000), true),
      (["const": try number("1e100000")], "1" + String(repeating: "0", count: 99_999) + "1", false),
      (["enum": [1, try number("7e-400000000")]], "70e-400000001", true),
      (["enum": [1, try number("7e-400000000")]], "7e-400000001", false),
      (["minimum": try number("1e-400000000")], "1e-400000001", false),
      (["multipleOf": try number("1e-400000000")], "3", true),
      (["multipleOf": 3], "1e999999999999999999", false),
      (["multipleOf": 3], "3e999999999999999999", true),
      (["multipleOf": 3], "3e-999999999999999999", false),
      (["const": try number("1e999999999999999999")], "1e999999999999999998", false),
      (["const": try number("1e999999999999999999")], "10e999999999999999998", true),
    ]
    for (json, literal, isValid) in cases {
      let schema = try Schema(json)
      let document = try JSONDocument(parsing: Array(literal.utf8))
      let label = "\(json.text().prefix(60)) on \(literal.prefix(20))"
      #expect(schema.isValid(document) == isValid, "\(label)")
      #expect(schema.violations(in: document.value).isEmpty == isValid, "\(label)")
    }
  }

  @Test func `long numbers are told apart among elements`() throws {
    let schema = try Schema(["uniqueItems": true])
    let long = String(repeating: "7", count: 100_000)
    for (texts, isUnique) in [
      ([long, long + "0", long + "e2", long + "e-3"], true), ([long + ".0", long], false),
      (["1e999999999999999999", "1e999999999999999998"], true), (["1e-9", "10e-10"], false),
    ] {
      for filler in [[], ["1", "2", "3", "4", "5", "6"]] {
        let text = "[" + (texts + filler).joined(separator: ",") + "]"
        let document = try JSONDocument(parsing: Array(text.utf8))
        #expect(schema.isValid(document) == isUnique)
        #expect(schema.violations(in: document.value).isEmpty == isUnique)
      }
    }
  }

  @Test func `an exponent of more than 18 digits is refused with its place`() throws {
    for literal in ["1e1234567890123456789", "-1.5E-1234567890123456789", "0e+9999999999999999999"] {
      #expect(JSONNumber(literal: literal) == nil)
      #expect(
        throws: JSONSyntaxError(reason: .exponentTooLong(limit: 18), offset: 2, line: 2, column: 1)
      ) {
        try JSONDocument(parsing: Array("[\n\(literal)]".utf8))
      }
    }
    for literal in ["1e999999999999999999", "1e-00000000000000000000000001", "1E+000000000000000000000"] {
      #expect(JSONNumber(literal: literal)?.literal == literal)
      #expect(try JSONValue(parsing: literal).text() == literal)
    }
  }
}
