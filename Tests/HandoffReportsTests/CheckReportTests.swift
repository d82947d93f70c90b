import HandoffChecking
import HandoffContracts
import HandoffFuzzing
import HandoffReports
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Check reports")
struct CheckReportTests {
  private func campaign(
    _ handoff: String, _ verdict: CampaignReport.Verdict, cases: Int, failures: [CampaignFailure] = [],
    missed: Int = 0, shortfalls: [String] = []
  ) -> CampaignReport {
    CampaignReport(
      handoff: handoff, verdict: verdict, seed: 7, cases: cases,
      coverage: CampaignCoverage(
        reached: 10 - missed, of: 10,
        missed: (0..<missed).map { .init(goal: "/seat: goal \($0)", reason: "not enough cases") }),
      failures: failures, isComplete: shortfalls.isEmpty, shortfalls: shortfalls)
  }

  private var report: CheckReport {
    let failures = [
      CampaignFailure(
        failureClass: .silentAcceptance, handoff: "a->b", content: .payload(["seat": "25"]),
        mutation: Mutation(
          operation: .stringifiedNumber, pointer: JSONPointer(tokens: ["seat"]), was: 25, became: "25"),
        answer: .accepted(answer: ["booked": true], understood: nil),
        explanation: "The consumer accepted it.", notes: ["The same cause shows itself as crash in 2 cases."],
        ways: [
          .init(
            failureClass: .silentAcceptance, operation: .stringifiedNumber, member: "/seat", occurrences: 3),
          .init(
            failureClass: .crash, operation: .wrongType, member: "/seat", sign: "KeyError: …", occurrences: 2),
        ],
        occurrences: 5, remedy: ["Put the contract in front:", "  gate(payload)"], evaluations: 12,
        replay: "h1-abc"),
      CampaignFailure(
        failureClass: .silentAcceptance, handoff: "a->b", content: .payload(["name": "l\u{43E}w"]),
        mutation: Mutation(
          operation: .notInEnum, pointer: JSONPointer(tokens: ["name"]), was: "low", became: "l\u{43E}w"),
        answer: .accepted(answer: nil, understood: nil), explanation: "The consumer accepted it.",
        confirmation: .dependsOnState(after: [.payload(["seat": 1])], isShortest: true), evaluations: 3,
        replay: "h1-ghi"),
      CampaignFailure(
        failureClass: .overStrict, handoff: "a->b", content: .payload(["seat": 1]),
        answer: .rejected("model refused"), explanation: "The consumer refused it: model refused",
        confirmation: .flaky(FailureRate(failures: 12, of: 400)), evaluations: 410, replay: "h1-jkl"),
      CampaignFailure(
        failureClass: .crash, handoff: "a->b", content: .text("{\"seat\": \u{1B}[31m"),
        explanation: "It ended.", evaluations: 1, replay: "h1-def"),
    ]
    return CheckReport(
      system: "pair", seed: 7,
      handoffs: [
        .init(
          consumer: "python3 b.py",
          campaign: campaign("a->b", .incompatible, cases: 1_200, failures: failures, missed: 7)),
        .init(notRun: "\"c\" has no command", campaign: campaign("a->c", .undecided("why not"), cases: 0)),
        .init(
          consumer: "./d",
          campaign: campaign("a->d", .compatible, cases: 3, shortfalls: ["stopped after 3 cases"])),
      ],
      findings: [
        Finding(rule: "contract-missing", severity: .warning, message: "Nothing said.", remedy: "Say it.")
      ],
      complete: false)
  }

  @Test func `each handoff stands with its verdict, what was tried and what failed`() throws {
    let text = report.text { "handoff check pair.json --replay \($0.replay)" }
    #expect(try GoldenFile("check.txt").difference(from: text, suite: "CheckReportTests") == nil)
  }

  @Test func `the JSON report has the documented shape`() throws {
    let text = report.json.text(.pretty) + "\n"
    #expect(try GoldenFile("check.json").difference(from: text, suite: "CheckReportTests") == nil)
  }

  @Test func `a run without failures says so in one line`() {
    let clean = CheckReport(
      system: "pair", seed: .max,
      handoffs: [.init(consumer: "b", campaign: campaign("a->b", .compatible, cases: 1))])
    #expect(
      clean.text().hasSuffix("pair: 1 of 1 handoff run, 1 case, seed 18446744073709551615, no failures\n"))
    #expect(clean.json["seed"]?.numberValue?.literal == "18446744073709551615")
  }
}
