import HandoffTestSupport
import Testing

@testable import HandoffSchema

/// Machine words decide about numbers as exact decimals do.
@Suite("Numbers on the tape")
struct ProgramNumberTests {
  static let literals = [
    "0", "-0", "0.0", "-0.5", "0.5", "1", "1.0", "1.5", "-1.5", "2", "10", "0.1", "0.3", "0.35", "12.90",
    "1e0", "1E2",
    "1e-2", "99.999", "100", "100.0000000001", "-100.5", "999999999999999999", "-99999999999999999",
    "1000000000000000000", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
    "0.00000000000000001", "0.000000000000000001", "1e400", "-1e400", "12391239123", "4.5", "3e18",
  ]

  @Test(arguments: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"])
  func `every bound and divisor is kept exactly`(keyword: String) throws {
    for bound in Self.literals {
      let number = try JSONValue(parsing: bound)
      if keyword == "multipleOf", !(number.numberValue.map { $0 > JSONNumber(0) } ?? false) { continue }
      let schema = try Schema(.object([keyword: number]))
      for literal in Self.literals {
        let value = try JSONValue(parsing: literal)
        let expected = schema.plainViolations(in: value).isEmpty
        #expect(
          try schema.isValid(JSONDocument(parsing: Array(literal.utf8))) == expected,
          "\(literal) with \(keyword) \(bound)")
      }
    }
  }

  @Test func `whole numbers are integers however they are spelled`() throws {
    let schema = try Schema(["type": "integer"])
    for literal in Self.literals {
      let expected = try JSONValue(parsing: literal).numberValue?.isInteger
      #expect(try schema.isValid(JSONDocument(parsing: Array(literal.utf8))) == expected, "\(literal)")
    }
  }

  @Test func `random numbers get one verdict`() throws {
    var source = RandomJSON(seed: 11)
    for _ in 0..<3000 {
      let value = JSONValue.number(source.number())
      let schema = try Schema(
        .object(["minimum": .number(source.number()), "exclusiveMaximum": .number(source.number())]))
      let document = try JSONDocument(parsing: Array(value.text().utf8))
      #expect(schema.isValid(document) == schema.plainViolations(in: value).isEmpty)
    }
  }
}
