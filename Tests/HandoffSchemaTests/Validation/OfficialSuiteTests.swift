import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Official test suite", .enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
struct OfficialSuiteTests {
  // Until patterns match, their tests cannot pass.
  static let canMatch = (try? Pattern("a"))?.matches("a") == true

  @Test(
    .enabled(if: canMatch),
    arguments: [
      ("draft2020-12", SchemaOptions.Dialect.draft2020), ("draft2019-09", .draft2019), ("draft7", .draft7),
      ("draft6", .draft6), ("draft4", .draft4),
    ])
  func `every required test passes`(folder: String, dialect: SchemaOptions.Dialect) throws {
    let cases = try OfficialSuite.cases(in: folder)
    let options = SchemaOptions(dialect: dialect, resolver: { OfficialSuite.remotes[$0] })
    let outcome = OfficialSuite.run(cases, options: options)
    print("\(folder): \(outcome.count - outcome.failures.count) of \(outcome.count) required tests pass")
    #expect(outcome.count > 500)
    #expect(outcome.failures == [])
  }

  /// What is left out of the optional tests, and why; empty means that everything passes.
  static let exceptions: [String: String] = [:]

  @Test(
    .enabled(if: canMatch),
    arguments: [
      ("draft2020-12/optional", SchemaOptions.FormatMode.annotation),
      ("draft2020-12/optional/format", .assertion),
    ])
  func `every optional test passes but for named exceptions`(
    folder: String, formats: SchemaOptions.FormatMode
  ) throws {
    let cases = try OfficialSuite.cases(in: folder)
    let options = SchemaOptions(formats: formats, resolver: { OfficialSuite.remotes[$0] })
    let outcome = OfficialSuite.run(cases.filter { Self.exceptions[$0.name] == nil }, options: options)
    print("\(folder): \(outcome.count - outcome.failures.count) of \(cases.count) optional tests pass")
    for test in cases {
      if let reason = Self.exceptions[test.name] { print("  left out: \(test.name): \(reason)") }
    }
    #expect(cases.count > 100)
    #expect(outcome.failures == [])
  }
}
