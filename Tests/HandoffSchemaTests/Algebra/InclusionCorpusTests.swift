import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

/// Pairs of schemas from other projects, with the verdict that is known for each.
@Suite("Inclusion corpus", .enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
struct InclusionCorpusTests {
  /// Pairs whose expected verdict is wrong, with a payload that shows it: `.` in ECMA-262 matches no line
  /// terminator, so `"\n"` has a length of 1 and yet does not match `.+`.
  static let disputed: [String: JSONValue] = [
    "jsonsubschema/test_more.TestPaperExamples.test_equiv_multiple_case/1": "\n",
    "jsonsubschema/test_more.TestPaperExamples.test_equiv_multiple_case/3": "\n",
    "jsonsubschema/test_more.TestPaperExamples.test_equiv_multiple_case/10": "\n",
    "jsonsubschema/test_string.TestNotStringSubtype.test_equiv_multiple_case/3": "\n",
    "jsonsubschema/test_string.TestNotStringSubtype.test_equiv_multiple_case/5": "\n",
    "jsonsubschema/test_string.TestNotStringSubtype.test_equiv_multiple_case/9": "\n",
  ]

  @Test func `no verdict on the core pairs is wrong, and few are undecided`() throws {
    let outside: Set<String> = [
      "format-assertion", "remote-ref", "metaschema-ref", "nonproductive-recursion",
    ]
    let tally = try run(SchemaOptions()) { $0.isDisjoint(with: outside) }
    #expect(tally.wrong == [])
    #expect(tally.undecidedCount * 1_000 <= tally.count * 15)
  }

  @Test func `no verdict is wrong where formats assert`() throws {
    let tally = try run(SchemaOptions(formats: .assertion)) { tags in
      tags.contains("format-assertion") && !tags.contains("remote-ref")
    }
    #expect(tally.wrong == [])
  }

  struct Tally {
    var count = 0
    var wrong: [String] = []
    var undecided: [String: [String]] = [:]
    var undecidedCount: Int { undecided.values.reduce(0) { $0 + $1.count } }
  }

  private func run(_ options: SchemaOptions, _ selects: (Set<String>) -> Bool) throws -> Tally {
    guard let folder = Corpora.folder else { return Tally() }
    let file = folder.appendingPathComponent("inclusion/dev.jsonl")
    var tally = Tally()
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let row = try JSONValue(parsing: String(line))
      guard selects(Set(row["tags"]?.arrayValue?.compactMap(\.stringValue) ?? [])) else { continue }
      guard let id = row["id"]?.stringValue, let sent = row["producer"], let accepted = row["consumer"],
        let expected = row["expected"]?.boolValue
      else { continue }
      tally.count += 1
      guard let producer = try? Schema(sent, options: options),
        let consumer = try? Schema(accepted, options: options)
      else {
        tally.undecided["a schema was refused", default: []].append(id)
        continue
      }
      judge(id, producer, consumer, expected, &tally)
    }
    for (reason, ids) in tally.undecided.sorted(by: { $0.key < $1.key }) {
      print("undecided: \(reason): \(ids.count): \(ids.prefix(5).joined(separator: ", "))")
    }
    return tally
  }

  private func judge(
    _ id: String, _ producer: Schema, _ consumer: Schema, _ expected: Bool, _ tally: inout Tally
  ) {
    let verdict = producer.isIncluded(in: consumer)
    switch verdict.outcome {
    case .included:
      if !expected { tally.wrong.append("\(id): included") }
    case .notIncluded(let counterexample):
      let payload = counterexample.payload
      if !producer.isValid(payload) || consumer.isValid(payload) {
        tally.wrong.append("\(id): \(payload) is no witness")
      } else if expected, Self.disputed[id] != payload {
        tally.wrong.append("\(id): not included: \(payload)")
      }
    case .undecided(let reason, _):
      tally.undecided[reason.description, default: []].append(id)
    }
  }
}

/// S ⊆ S for what the official suite calls a schema.
@Suite("Reflexive inclusion", .enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
struct ReflexiveInclusionTests {
  @Test(arguments: [
    ("draft2020-12", SchemaOptions.Dialect.draft2020), ("draft2019-09", .draft2019), ("draft7", .draft7),
    ("draft6", .draft6), ("draft4", .draft4),
  ])
  func `every schema of the official suite is within itself`(
    draft: String, dialect: SchemaOptions.Dialect
  ) throws {
    let options = SchemaOptions(dialect: dialect, resolver: { OfficialSuite.remotes[$0] })
    var count = 0
    var failures: [String] = []
    for folder in [draft, "\(draft)/optional"] {
      var last: JSONValue?
      for test in try OfficialSuite.cases(in: folder) where test.schema != last {
        last = test.schema
        guard let schema = try? Schema(test.schema, options: options),
          let again = try? Schema(test.schema, options: options)
        else { continue }
        count += 1
        let verdict = schema.isIncluded(in: again)
        if !verdict.isIncluded { failures.append("\(test.file): \(test.group): \(verdict)") }
      }
    }
    #expect(count > 100)
    #expect(failures == [])
  }
}
