import HandoffChecking
import HandoffContracts
import HandoffFuzzing
import HandoffReports
import HandoffSchema
import Testing

/// What a shard wrote and what `handoff merge` reads are two accounts of one format.
@Suite("Reading reports of shards")
struct CheckReadingTests {
  /// A report in which every member of the format has something to say.
  private static let report: CheckReport = {
    var report = Samples("\u{301}|\u{1B}").checkReport
    report.shard = CheckReport.Shard(index: 2, of: 3)
    report.complete = false
    for index in report.handoffs.indices {
      report.handoffs[index].campaign.shortfalls = ["It fell short."]
      report.handoffs[index].campaign.unneededTolerances = [.truncatedString]
      report.handoffs[index].campaign.coverage.tried = ["/topic: cut"]
      report.handoffs[index].campaign.coverage.refused = ["/topic: refused"]
      report.handoffs[index].campaign.coverage.unreachable = [.init(goal: "/topic: far", reason: "no room")]
      report.handoffs[index].campaign.coverage.goalsByMode = [
        .init(mode: .truncation, goals: ["/topic: cut"])
      ]
    }
    let states: [HandoffFuzzing.Confirmation] = [
      .confirmed, .dependsOnState(after: [.payload(["a": 1]), .text("{")], isShortest: false),
      .flaky(FailureRate(failures: 3, of: 40)), .unconfirmed("no time"),
    ]
    let answers: [ConsumerAnswer?] = [
      .accepted(answer: nil, understood: Understanding(["a": 2])), .failure(kind: "late", payload: ["b": 1]),
      .rejected("no"), nil,
    ]
    report.handoffs[0].campaign.failures = zip(states, answers).map { state, answer in
      var failure = report.handoffs[4].campaign.failures[0]
      failure.confirmation = state
      failure.answer = answer
      failure.freeParts = [JSONPointer(tokens: ["a/b", "~0"]), JSONPointer(tokens: [])]
      failure.isMinimal = false
      return failure
    }
    report.findings[0].basis = .replayed
    report.findings[0].unknowns = ["what a condition says"]
    report.findings[0].witness?.path = ["a->b"]
    report.findings[0].witness?.stem = ["b->a"]
    return report
  }()

  @Test func `what is read back is written as it was, to the last member`() throws {
    let written = Self.report.json
    #expect(try CheckReport(json: written).json == written)
  }

  @Test func `every member that is no ornament is missed where it is not there`() throws {
    // Those that are absent where they have nothing to say.
    let optional: Set = [
      "system", "notRun", "reason", "unneededTolerances", "shortfalls", "escaped", "unreachable", "modes",
      "mutation", "answer", "notes", "free", "minimal", "operator", "member", "sign", "was", "became",
      "witness",
      "payload", "unknown", "location", "column", "path", "stem", "understood", "after", "tried", "refused",
      "goals", "ways", "failures", "handoffs", "findings", "agents", "missed", "rate", "interval",
    ]
    var forgiven: [String] = []
    for (path, value) in Self.withoutOneMember(Self.report.json) {
      guard let name = path.last, !optional.contains(name) else { continue }
      if (try? CheckReport(json: value)) != nil { forgiven.append(path.joined(separator: "/")) }
    }
    #expect(forgiven == [])
  }

  /// The value with each of its members left out once, with the names that lead there.
  private static func withoutOneMember(_ value: JSONValue, depth: Int = 0) -> [([String], JSONValue)] {
    precondition(depth < 32)
    switch value {
    case .object(let object):
      return object.flatMap { member -> [([String], JSONValue)] in
        // What travelled and what was answered are values of others.
        let isForeign = ["payload", "accepted", "was", "became", "answer", "understood"].contains(member.key)
        var less = object
        less[member.key] = nil
        let inner = isForeign ? [] : withoutOneMember(member.value, depth: depth + 1)
        return [([member.key], .object(less))]
          + inner.map { path, value in
            var other = object
            other[member.key] = value
            return ([member.key] + path, .object(other))
          }
      }
    case .array(let elements):
      return elements.indices.flatMap { index in
        withoutOneMember(elements[index], depth: depth + 1).map { path, value in
          var other = elements
          other[index] = value
          return ([String(index)] + path, .array(other))
        }
      }
    default: return []
    }
  }
}
