import HandoffReports
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Comparison reports")
struct ComparisonRenderingTests {
  private static let refusal = InclusionVerdict(
    outcome: .notIncluded(
      Counterexample(
        payload: ["plan": [["owner": "ops"]]],
        violations: [
          Violation(
            instance: JSONPointer(tokens: ["plan", "0", "owner"]), keyword: "enum",
            keywordLocation: JSONPointer(tokens: ["enum"]), absoluteKeywordLocation: "#/enum",
            found: "\"ops\"", allowed: "\"dev\" or \"qa\"")
        ],
        explanation: .init(
          path: ["plan", "every item", "owner"], producer: "allows \"ops\"",
          consumer: "only \"dev\" or \"qa\"",
          producerLocation: "#/a", consumerLocation: "#/b"))), producerIsClosed: true)

  private static let verdicts = [
    InclusionVerdict(outcome: .included, derivation: ["1. because", "2. therefore"]), refusal,
    InclusionVerdict(outcome: .undecided(.stepLimit(5), agreeing: 1_000)),
  ]

  @Test func `verdicts as text`() throws {
    let text = Self.verdicts.map { ComparisonRendering.text($0, producer: "a.json", consumer: "b.json") }
    #expect(
      try GoldenFile("comparison.txt").difference(
        from: text.joined(separator: "\n"), suite: "ComparisonRenderingTests") == nil)
  }

  @Test func `verdicts as JSON`() throws {
    let text = JSONValue.array(Self.verdicts.map { ComparisonRendering.json($0) }).text(.pretty) + "\n"
    #expect(
      try GoldenFile("comparison.json").difference(from: text, suite: "ComparisonRenderingTests") == nil)
  }

  @Test func `one line for one pair`() throws {
    #expect(
      Self.verdicts.map { ComparisonRendering.pairLine($0, id: "x", explains: false) } == [
        #"{"id":"x","verdict":"included"}"#,
        #"{"id":"x","verdict":"notIncluded","witness":{"plan":[{"owner":"ops"}]}}"#,
        #"{"id":"x","verdict":"undecided","reason":"the search was stopped after 5 steps","agreeing":1000,"tried":1000}"#,
      ])
  }
}
