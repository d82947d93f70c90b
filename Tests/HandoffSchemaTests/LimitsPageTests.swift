import Foundation
import Testing

@testable import HandoffSchema

@Suite("The page of limits")
struct LimitsPageTests {
  @Test func `the numbers are those of the code`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appendingPathComponent("docs/limits.md"), encoding: .utf8)
    let expected: [(row: String, numbers: [Int])] = [
      ("nesting of a JSON text", [JSONDocument.defaultDepthLimit, JSONDocument.greatestDepthLimit]),
      ("digits of a number's exponent", [JSONNumber.exponentDigits]),
      ("characters of a number in a schema", [SchemaLoader.numberLengthLimit]),
      ("schemas that apply each other to one value", [EvaluationLimits.inPlaceDepth]),
      ("groups within groups of a pattern", [PatternParser.nestingLimit]),
      ("nesting of schema applications while validating", [EvaluationLimits.depth]),
      (
        "schema applications while validating",
        [EvaluationLimits.steps, EvaluationLimits.stepsPerValue]
      ),
      (
        "violations that are kept to be told again where a value is reached once more",
        [EvaluationMemory.keptViolations, EvaluationMemory.keptOfOne]
      ),
      (
        "pairs of a schema and a way to it that are looked at for circles through dynamic references",
        [DynamicProgress.placeLimit]
      ),
      (
        "looks at locations to find those that say the same in both schemas of a comparison",
        [SchemaTwins.effortLimit]
      ),
      (
        "schemas that are asked what was evaluated, for one `unevaluatedProperties` or `unevaluatedItems` of a comparison",
        [SchemaLowering.speakerLimit]
      ),
      ("violations that are listed", [EvaluationLimits.violations]),
      ("steps of one comparison of schemas", [ComparisonOptions.defaultStepLimit]),
      ("states of an automaton in a comparison", [LanguageCache.stateLimit]),
      ("memory of the formulas of one comparison, in bytes", [FormulaArena.byteLimit]),
      ("values of a payload that a comparison shows", [WitnessSearch.payloadLimit]),
      ("warnings that `SchemaWarning.all` returns", [SchemaWarningWalk.warningLimit]),
      ("values of elements that a comparison tells apart", [WitnessSearch.comparedSize]),
    ]
    let rows = page.split(separator: "\n")
    for (row, numbers) in expected {
      let cells = try #require(rows.first { $0.hasPrefix("| \(row) |") }, "\(row)").split(separator: "|")
      let found = cells[1].filter { $0 != "," }.split { !$0.isNumber }.compactMap { Int($0) }
      #expect(found == numbers, "\(row)")
    }
  }
}
