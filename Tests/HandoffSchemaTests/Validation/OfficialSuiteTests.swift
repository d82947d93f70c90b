import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Official test suite", .enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
struct OfficialSuiteTests {
  @Test(
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

  /// What is left out of the optional tests, and why.
  static let exceptions: [String: String] = {
    let content = "contentEncoding and contentMediaType inform, as 2020-12 has it for every dialect"
    let binary = "draft7/content.json: validation of binary"
    return [
      "draft7/content.json: validation of string-encoded content based on media type: an invalid JSON document":
        content,
      "\(binary) string-encoding: an invalid base64 string (% is not a valid character)": content,
      "\(binary)-encoded media type documents: a validly-encoded invalid JSON document": content,
      "\(binary)-encoded media type documents: an invalid base64 string that is valid JSON": content,
    ]
  }()

  @Test(
    arguments: [
      ("draft2020-12", SchemaOptions.Dialect.draft2020), ("draft2019-09", .draft2019), ("draft7", .draft7),
      ("draft6", .draft6), ("draft4", .draft4),
    ])
  func `every optional test passes but for named exceptions`(
    folder: String, dialect: SchemaOptions.Dialect
  ) throws {
    var cases = try OfficialSuite.cases(in: "\(folder)/optional")
    let formats = try OfficialSuite.cases(in: "\(folder)/optional/format")
    let leftOut = (cases + formats).filter { Self.exceptions["\(folder)/\($0.name)"] != nil }
    var options = SchemaOptions(dialect: dialect, resolver: { OfficialSuite.remotes[$0] })
    var outcome = OfficialSuite.run(
      cases.filter { Self.exceptions["\(folder)/\($0.name)"] == nil }, options: options)
    options.formats = .assertion
    let second = OfficialSuite.run(
      formats.filter { Self.exceptions["\(folder)/\($0.name)"] == nil }, options: options)
    outcome.count += second.count
    outcome.failures += second.failures
    cases += formats
    print("\(folder): \(outcome.count - outcome.failures.count) of \(cases.count) optional tests pass")
    for test in leftOut {
      print("  left out: \(test.name): \(Self.exceptions["\(folder)/\(test.name)"] ?? "")")
    }
    #expect(cases.count > 100)
    #expect(outcome.failures == [])
  }

  /// The output tests that ask for annotations, which the output does not list.
  static let withoutAnnotations = [
    "readOnly.json: readOnly generates its value as an annotation: readOnly is true"
  ]

  @Test func `the basic output is as the output tests ask`() throws {
    let folder = try #require(OfficialSuite.folder).appendingPathComponent("output-tests/draft2020-12")
    let form = try OfficialSuite.read(folder.appendingPathComponent("output-schema.json"))
    var failures: [String] = []
    var count = 0
    for file in ["escape.json", "general.json", "readOnly.json", "type.json"] {
      for group in try OfficialSuite.read(folder.appendingPathComponent("content/\(file)")).arrayValue ?? [] {
        for test in group["tests"]?.arrayValue ?? [] {
          guard let schema = group["schema"], let data = test["data"], let asked = test["output"]?["basic"]
          else {
            continue
          }
          let name =
            "\(file): \(group["description"]?.stringValue ?? ""): \(test["description"]?.stringValue ?? "")"
          if Self.withoutAnnotations.contains(name) { continue }
          count += 1
          let output = try Schema(schema).output(for: data)
          let options = SchemaOptions(resolver: { $0.hasSuffix("/output/schema") ? form : nil })
          let violations = try Schema(asked, options: options).violations(in: output)
          failures += violations.map { "\(name): \($0)" }
        }
      }
    }
    print("output-tests: \(count) pass, left out: \(Self.withoutAnnotations)")
    #expect(count == 3)
    #expect(failures == [])
  }
}
