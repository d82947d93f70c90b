import HandoffSchema
import HandoffTestSupport
import Testing

@Suite(
  "Patterns of the official suite", .enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
struct PatternCorpusTests {
  @Test func `every text of the optional tests of patterns is answered as expected`() throws {
    let cases = try OfficialSuite.cases(in: "draft2020-12/optional")
      .filter { ["ecmascript-regex.json", "non-bmp-regex.json"].contains($0.file) }
    #expect(cases.count > 70)
    #expect(OfficialSuite.run(cases, options: SchemaOptions(dialect: .draft2020)).failures == [])
  }

  @Test func `every text of the optional tests of the format is told to be an expression or not`() throws {
    let cases = try OfficialSuite.cases(in: "draft2020-12/optional/format")
      .filter { ["ecmascript-regex.json", "regex.json"].contains($0.file) && $0.data.stringValue != nil }
    #expect(cases.count > 10)
    let wrong = cases.filter { Pattern.isExpression($0.data.stringValue ?? "") != $0.isValid }.map(\.name)
    #expect(wrong == [])
  }
}
