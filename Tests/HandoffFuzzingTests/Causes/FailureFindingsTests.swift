import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Which causes are reported as one")
struct FailureFindingsTests {
  private func reported(
    _ failureClass: FailureClass, _ confirmation: HandoffFuzzing.Confirmation,
    _ contents: [HandoffCase.Content]
  ) throws -> [CampaignFailure] {
    var findings = try FailureFindings(subject: .ofShop(), options: CampaignOptions(), language: .other)
    for (index, content) in contents.enumerated() {
      let sighting = Sighted(failureClass: failureClass, place: "\(index)", content: content).sighting(index)
      let way = CampaignFailure.Way(failureClass: failureClass, sign: "\(index)", occurrences: 2)
      findings.add(
        FailureCause(failureClass: failureClass, candidates: [sighting], ways: [way], occurrences: 2),
        as: confirmation)
    }
    return findings.failures
  }

  private static let flaky = HandoffFuzzing.Confirmation.flaky(FailureRate(failures: 1, of: 9))
  private static let state = HandoffFuzzing.Confirmation.dependsOnState(
    after: [.payload(0)], isShortest: true)

  @Test func `what comes and goes, what is read of another payload, and one payload are one thing to mend`()
    throws
  {
    let two: [HandoffCase.Content] = [.payload(1), .payload(2)]
    #expect(try reported(.overStrict, .confirmed, two).count == 2)
    #expect(try reported(.overStrict, Self.flaky, two).count == 1)
    #expect(try reported(.misinterpretation, Self.state, two).count == 1)
    #expect(try reported(.overStrict, Self.state, two).count == 2)
    let same = try reported(.overStrict, .confirmed, [.payload(1), .payload(1)])
    #expect(same.map { $0.ways.map(\.sign) } == [["0", "1"]])
    #expect(same.map(\.occurrences) == [4])
  }
}
