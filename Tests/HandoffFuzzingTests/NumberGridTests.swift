import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Number grid")
struct NumberGridTests {
  private func grid(_ schema: JSONValue, onlyIntegers: Bool) throws -> (String, String)? {
    let node = try Schema(schema).graph
    let keywords = node[node.root].numeric ?? NumericKeywords()
    return NumberGrid([keywords], onlyIntegers: onlyIntegers).map {
      ($0.number($0.lower).literal, $0.number($0.upper).literal)
    }
  }

  @Test func `bounds are rounded inward to multiples`() throws {
    let found = try #require(
      try grid(["minimum": -7, "exclusiveMaximum": 9, "multipleOf": 3], onlyIntegers: true))
    #expect(found == ("-6", "6"))
  }

  @Test func `decimals are exact`() throws {
    let found = try #require(
      try grid(["exclusiveMinimum": 0, "maximum": 0.3, "multipleOf": 0.1], onlyIntegers: false))
    #expect(found == ("0.1", "0.3"))
  }

  @Test func `integers between fractions`() throws {
    let found = try #require(try grid(["minimum": 0.5, "maximum": 2.5], onlyIntegers: true))
    #expect(found == ("1", "2"))
  }

  @Test func `without bounds a number goes just beyond what every JSON reader keeps`() throws {
    let found = try #require(try grid([:], onlyIntegers: true))
    #expect(found == ("-9007199254740993", "9007199254740993"))
  }

  @Test func `bounds out of reach make no grid`() throws {
    let huge = try JSONValue(parsing: #"{"minimum":1e400}"#)
    #expect(try grid(huge, onlyIntegers: true) == nil)
  }
}
