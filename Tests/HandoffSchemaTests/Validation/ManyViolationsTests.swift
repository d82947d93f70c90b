import HandoffSchema
import Testing

@Suite("Values with many violations")
struct ManyViolationsTests {
  private static let cap = EvaluationLimits.violations

  @Test func `beyond the cap a last violation says that there are more`() throws {
    let schema = try Schema(["items": ["type": "string"]])
    let found = schema.violations(in: .array(Array(repeating: 1, count: Self.cap)))
    #expect(found.count == Self.cap)
    #expect(found.last?.instance.description == "/9999")
    let more = schema.violations(in: .array(Array(repeating: 1, count: 200_000)))
    #expect(Array(more.dropLast()) == found)
    #expect(
      more.last
        == Violation(
          instance: .root, keyword: "limit", keywordLocation: .root, absoluteKeywordLocation: "#",
          found: "more",
          allowed: "a value with so few violations that they can be listed (10000 are)"))
  }

  @Test func `alternatives end the search for more too`() throws {
    let schema = try Schema([
      "items": ["anyOf": [["type": "string", "minLength": 1], ["required": ["a"], "type": "object"]]]
    ])
    let found = schema.violations(in: .array(Array(repeating: 1, count: 300_000)))
    #expect(found.count == Self.cap + 1)
    #expect(found.last?.keyword == "limit")
  }

  @Test func `of many alternatives the first ten are told`() throws {
    let schema = try Schema(["anyOf": .array((0..<20_000).map { ["const": .number(JSONNumber($0))] })])
    #expect(
      schema.violations(in: "x").map(\.allowed) == [
        "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 or what one of 19990 more accepts"
      ])
  }

  @Test func `deep violations are capped earlier`() throws {
    let schema = try Schema(["type": ["array", "string"], "items": ["$ref": "#"]])
    var value = JSONValue.array(Array(repeating: 1, count: 50_000))
    for _ in 0..<500 { value = [value] }
    let found = schema.violations(in: value)
    #expect(found.count == 666)
    #expect(found.last?.keyword == "limit")
  }

  @Test func `an alternative that refuses in many ways hides no other`() throws {
    let many = JSONValue.array(Array(repeating: 1, count: 20_000))
    let strings: JSONValue = ["items": ["type": "string"]]
    let accepting = try Schema(["anyOf": [strings, true]])
    #expect(accepting.violations(in: many) == [])
    let chosen = try Schema(["oneOf": [["anyOf": [strings, true]], false], "not": strings])
    #expect(chosen.violations(in: many) == [])
    let last = try Schema(["anyOf": [strings, ["items": ["type": "integer"], "maxItems": 3]]])
    #expect(last.violations(in: many).map(\.keyword) == ["maxItems", "limit"])
    let refusing = try Schema(["oneOf": [strings, strings]])
    #expect(refusing.violations(in: many).count == Self.cap + 1)
    #expect(!refusing.isValid(many))
    let beside = try Schema(["oneOf": [strings, true], "minItems": 30_000])
    #expect(beside.violations(in: many).map(\.keyword) == ["minItems"])
  }
}
