import HandoffChecking
import HandoffContracts
import HandoffFuzzing
import HandoffReports
import HandoffSchema
import Testing

@Suite("Reading the reports of shards")
struct CheckReportReadingTests {
  private static func failure(
    _ confirmation: HandoffFuzzing.Confirmation, isMinimal: Bool = true, freeParts: [JSONPointer] = []
  ) -> CampaignFailure {
    CampaignFailure(
      failureClass: .silentAcceptance, handoff: "a->b", content: .payload(["seat": "25"]),
      mutation: Mutation(
        operation: .stringifiedNumber, pointer: JSONPointer(tokens: ["seat"]), was: 25, became: "25"),
      answer: .accepted(answer: ["booked": true], understood: nil), explanation: "It accepted it.",
      notes: ["A note."], confirmation: confirmation,
      ways: [
        .init(failureClass: .crash, operation: .wrongType, member: "/seat", sign: "KeyError", occurrences: 2)
      ],
      occurrences: 5, remedy: ["Put it in front:", "  gate(payload)"], freeParts: freeParts,
      isMinimal: isMinimal, evaluations: 12, replay: "h1-abc")
  }

  /// The first of two parts.
  private static var part: CheckReport {
    var coverage = CampaignCoverage(
      reached: 2, of: 3, missed: [.init(goal: "/seat: too-long", reason: "not enough cases")], caught: 1,
      escaped: ["/seat: wrong-type"], unreachable: [.init(goal: "/seat: least", reason: "a bound")])
    coverage.tried = ["/seat: wrong-type", "/seat: too-short"]
    coverage.refused = ["/seat: too-short"]
    let failures = [
      failure(.confirmed, isMinimal: false),
      failure(
        .dependsOnState(after: [.payload(1), .text("{")], isShortest: true),
        freeParts: [JSONPointer(tokens: ["a/b"]), .root]),
      failure(.flaky(FailureRate(failures: 3, of: 400))), failure(.unconfirmed("it ended")),
    ]
    var report = CheckReport(
      system: "pair", seed: .max,
      handoffs: [
        .init(
          campaign: CampaignReport(
            handoff: "a->b", verdict: .incompatible, seed: .max, cases: 40, coverage: coverage,
            failures: failures, isComplete: true, shortfalls: ["It fell short."])),
        .init(
          notRun: "no command",
          campaign: CampaignReport(
            handoff: "a->c", verdict: .undecided("why not"), seed: .max, cases: 0,
            coverage: CampaignCoverage(reached: 0, of: 0, missed: []), failures: [], isComplete: true,
            shortfalls: [])),
      ],
      findings: [
        Finding(
          rule: "contract-missing", severity: .warning, message: "Nothing said.", agents: ["a"],
          handoffs: ["a->b"], witness: Finding.Witness(payload: 1, path: ["a->b"], stem: []),
          remedy: "Say it.", location: SourceLocation(file: "a.json", line: 3, column: 4))
      ])
    report.shard = .init(index: 1, of: 2)
    return report
  }

  @Test func `what is read of a part is all that it says`() throws {
    let read = try CheckReport(json: Self.part.json)
    #expect(read.json.text(.pretty) == Self.part.json.text(.pretty))
    #expect(read == Self.part)
  }

  private static let replacements: [JSONValue] = [
    -1, 9_223_372_036_854_775_807, "", [], .null, .number(JSONNumber(checkedLiteral: "1e400")),
  ]

  @Test func `a part in which any one value is another or missing is refused, or joined and shown`() throws {
    let good = Self.part
    var other = good
    other.shard = .init(index: 2, of: 2)
    let json = good.json
    var (joined, refused) = (0, 0)
    for tokens in Self.locations(in: json) {
      for replacement in Self.replacements.map(Optional.some) + [nil] {
        guard let changed = Self.replacing(tokens[...], in: json, with: replacement) else { continue }
        do {
          let read = try CheckReport(json: changed)
          let whole = try CheckReport.merged([read, other])
          #expect(!whole.text().isEmpty && !whole.json.text().isEmpty)
          joined += 1
        } catch is CheckReport.ReadingError {
          refused += 1
        } catch is CheckReport.MergeError {
          refused += 1
        }
      }
    }
    #expect(joined > 100 && refused > 100)
  }

  @Test func `counts that cannot be are refused where they stand`() throws {
    func error(_ tokens: [String], _ value: JSONValue) throws -> CheckReport.ReadingError? {
      let changed = try #require(Self.replacing(tokens[...], in: Self.part.json, with: value))
      do throws(CheckReport.ReadingError) {
        _ = try CheckReport(json: changed)
        return nil
      } catch {
        return error
      }
    }
    let first = ["handoffs", "0"]
    for tokens in [
      first + ["cases"], first + ["coverage", "reached"], first + ["coverage", "of"],
      first + ["coverage", "caught"], first + ["failures", "0", "occurrences"],
      first + ["failures", "0", "evaluations"], first + ["failures", "0", "ways", "0", "occurrences"],
      first + ["failures", "2", "confirmation", "runs"],
    ] {
      for value in [-1, 9_223_372_036_854_775_807] as [JSONValue] {
        #expect(try error(tokens, value)?.pointer == JSONPointer(tokens: tokens))
      }
    }
    #expect(try error(first + ["failures", "2", "confirmation", "runs"], 2)?.expected.isEmpty == false)
    #expect(try error(first + ["cases"], 1_099_511_627_776) == nil)
  }

  private static func locations(in value: JSONValue) -> [[String]] {
    switch value {
    case .object(let members):
      members.flatMap { member in [[member.key]] + locations(in: member.value).map { [member.key] + $0 } }
    case .array(let elements):
      elements.enumerated().flatMap { index, element in
        [["\(index)"]] + locations(in: element).map { ["\(index)"] + $0 }
      }
    default: []
    }
  }

  private static func replacing(
    _ tokens: ArraySlice<String>, in value: JSONValue, with new: JSONValue?
  ) -> JSONValue? {
    guard let first = tokens.first else { return new }
    switch value {
    case .object(var members):
      guard let inner = members[first] else { return nil }
      members[first] = replacing(tokens.dropFirst(), in: inner, with: new)
      return .object(members)
    case .array(var elements):
      guard let index = Int(first), elements.indices.contains(index) else { return nil }
      if let changed = replacing(tokens.dropFirst(), in: elements[index], with: new) {
        elements[index] = changed
      } else {
        elements.remove(at: index)
      }
      return .array(elements)
    default: return nil
    }
  }
}
