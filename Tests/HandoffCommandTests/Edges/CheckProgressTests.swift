import HandoffChecking
import Testing

@testable import handoff

@Suite("Progress of a check")
struct CheckProgressTests {
  @Test(arguments: [
    (0, 0, 0.0, nil, "a->b: 0 of 10,000 cases"),
    (10, 0, 0.1, nil, "a->b: 10 of 10,000 cases"),
    (1_000, 0, 2.0, nil, "a->b: 1,000 of 10,000 cases, 500 a second, 18 s left"),
    (1_000, 1, 2.0, nil, "a->b: 1,000 of 10,000 cases, 1 kind of failure, 500 a second, 18 s left"),
    (1_000, 2, 2.0, 12.0, "a->b: 1,000 of 10,000 cases, 2 kinds of failure, 500 a second, 10 s left"),
    (1, 0, 1.0, nil, "a->b: 1 of 10,000 cases, 1 a second, 3 h left"),
    (10, 0, 2.0, nil, "a->b: 10 of 10,000 cases, 5 a second, 33 min left"),
    (10_000, 0, 20.0, 12.0, "a->b: 10,000 of 10,000 cases, 500 a second, 0 s left"),
  ])
  func `it says how far, how fast, what was found and how long it takes`(
    cases: Int, failures: Int, seconds: Double, limit: Double?, expected: String
  ) {
    let progress = CheckProgress(handoff: "a->b", cases: cases, count: 10_000, failures: failures)
    #expect(progress.text(after: .seconds(seconds), atMost: limit.map { .seconds($0) }) == expected)
  }
}
