import HandoffReports
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Validation reports")
struct ValidationRenderingTests {
  private func violation(_ place: String, hint: String? = nil) -> Violation {
    Violation(
      instance: JSONPointer(tokens: [place]), keyword: "type", keywordLocation: JSONPointer(tokens: ["type"]),
      absoluteKeywordLocation: "#/type", found: "\"25\" (a string)", allowed: "an integer", hint: hint)
  }

  private var results: [ValidationResult] {
    [
      ValidationResult(file: "a.json", outcome: .valid),
      ValidationResult(
        file: "b.json", outcome: .invalid([violation("seat", hint: "remove the quotes"), violation("row")]),
        places: [TextLocation(offset: 9, line: 2, column: 5), TextLocation(offset: 20, line: 3, column: 1)],
        excerpts: [TextExcerpt(of: Array("{\n \"b\\u202E\u{202E}\": \"25\"}".utf8), at: 17)]),
      ValidationResult(
        file: "c.jsonl", line: 1_234, outcome: .invalid([violation("seat\u{202E}")]),
        places: [TextLocation(offset: 3, line: 1, column: 4)]),
      ValidationResult(
        file: "d.jsonl", line: 5,
        outcome: .notJSON(
          JSONSyntaxError(
            reason: .unexpected(found: "\u{7}", expected: "a value"), offset: 3, line: 1, column: 4))),
      ValidationResult(
        file: "e.json", outcome: .invalid((0..<25).map { violation("x\($0)") })),
    ]
  }

  private var summary: ValidationSummary {
    results.reduce(into: ValidationSummary()) { $0.add($1) }
  }

  @Test func `text names file, line and column, and keeps long lists short`() throws {
    let text = results.map { ValidationRendering.text($0) }.joined() + ValidationRendering.text(summary)
    #expect(try GoldenFile("validation.txt").difference(from: text, suite: "ValidationRenderingTests") == nil)
  }

  @Test func `the pieces of the JSON report make one document`() throws {
    var text = ValidationRendering.jsonStart(schema: "s\".json")
    for (place, result) in results.enumerated() {
      text += ValidationRendering.jsonElement(result, isFirst: place == 0)
    }
    text += ValidationRendering.jsonEnd(summary, isEmpty: false, complete: true)
    #expect(
      try GoldenFile("validation.json").difference(from: text, suite: "ValidationRenderingTests") == nil)
    let value = try JSONValue(parsing: text)
    #expect(value["results"] == .array(results.map { ValidationRendering.json($0) }))
    #expect(value["summary"] == ["valid": 1, "invalid": 3, "notJSON": 1])

    let empty =
      ValidationRendering.jsonStart(schema: "s")
      + ValidationRendering.jsonEnd(ValidationSummary(), isEmpty: true, complete: false)
    #expect(
      try JSONValue(parsing: empty)
        == [
          "format": 1, "schema": "s", "results": [], "summary": ["valid": 0, "invalid": 0, "notJSON": 0],
          "complete": false,
        ])
  }

  @Test func `large numbers are grouped`() {
    #expect(
      ValidationRendering.text(ValidationSummary(valid: 1_234_567, invalid: 1))
        == "1,234,568 payloads: 1,234,567 valid, 1 invalid\n")
  }
}
