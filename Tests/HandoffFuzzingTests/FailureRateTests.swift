import Testing

@testable import HandoffFuzzing

@Suite("Rates of failure")
struct FailureRateTests {
  /// Bounds of the score interval, worked out with another program.
  @Test(arguments: [
    (12, 400, 0.0172, 0.0517), (1, 10, 0.0179, 0.4042), (0, 20, 0, 0.1611), (20, 20, 0.8389, 1),
  ])
  func `the interval is that of Wilson`(failures: Int, runs: Int, lower: Double, upper: Double) {
    let interval = FailureRate(failures: failures, of: runs).interval
    #expect(abs(interval.lowerBound - lower) < 0.0001, "\(interval)")
    #expect(abs(interval.upperBound - upper) < 0.0001, "\(interval)")
  }

  @Test func `a rate is told with its bounds`() {
    #expect(FailureRate(failures: 12, of: 400).description == "3.0 % of 400 runs (1.7 % to 5.2 %)")
  }

  /// The interval is meant to hold in 95 of 100 series; that it holds in 90 of them is all but certain.
  @Test(arguments: [0.03, 0.2, 0.5])
  func `the interval holds the true share nearly always`(share: Double) {
    var random = SplitMix64(seed: 5, stream: "rates", index: 0)
    let hits = (0..<400).count { _ in
      let failures = (0..<300).count { _ in Double(random.next() >> 11) / Double(1 << 53) < share }
      return FailureRate(failures: failures, of: 300).interval.contains(share)
    }
    #expect(hits >= 360, "\(hits)")
  }
}
