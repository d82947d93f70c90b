import HandoffContracts
import HandoffSchema
import HandoffTraffic
import Testing

@testable import HandoffFuzzing

/// How many cases a campaign has where nobody says.
@Suite("Number of cases")
struct CaseCountTests {
  private func usual(_ output: JSONValue, needed: Int) throws -> (count: Int, needed: Int, weight: String) {
    var system = SampleSystem.seats
    system.contracts[0].output = output
    var traffic = Traffic(system)
    let passages = traffic.structure.passages(of: system)
    let subject = try CampaignSubject(#require(passages.first), in: &traffic)
    let schedule = GoalSchedule(
      failures: [.given], rest: [], again: Array(repeating: .given, count: needed / 2 - 1))
    try #require(schedule.caseCount == needed)
    return subject.usualCaseCount(schedule, 1)
  }

  private func text(_ length: Int) -> JSONValue { ["const": .string(String(repeating: "a", count: length))] }

  @Test func `it is as many as exercise every constraint, and 400 at least`() throws {
    #expect(try usual(text(10), needed: 40).count == 400)
    #expect(try usual(text(10), needed: 2_000).count == 2_000)
  }

  @Test func `a hundred megabytes of payloads are enough`() throws {
    // Two quotes belong to the text.
    let found = try usual(text(99_998), needed: 2_000)
    #expect(found.count == 1_000)
    #expect(found.needed == 2_000)
    #expect(found.weight == "of 100000 bytes")
    #expect(try usual(text(999_998), needed: 2_000).count == 400)
  }

  @Test func `so are a hundred million steps of validation`() throws {
    let part: JSONValue = ["maxLength": 9]
    let found = try usual(
      ["type": "string", "allOf": .array(Array(repeating: part, count: 20_000))], needed: 8_000)
    #expect((2_000...5_000).contains(found.count), "\(found)")
    #expect(found.weight.hasPrefix("that take "))
  }
}
