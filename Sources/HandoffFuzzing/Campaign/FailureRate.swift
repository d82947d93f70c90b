/// How often a consumer failed on one and the same payload.
public struct FailureRate: Sendable, Hashable {
  /// How often it failed.
  public var failures: Int
  /// How often it was given the payload.
  public var runs: Int

  /// Makes a rate; `runs` is 1 or more.
  public init(failures: Int, of runs: Int) {
    self.failures = failures
    self.runs = runs
  }

  /// The share of runs that failed, 0 to 1.
  public var share: Double { Double(failures) / Double(max(1, runs)) }

  /// The bounds between which the true share lies with a probability of 95 %.
  ///
  /// The score interval (Wilson 1927), which holds for few runs and for shares near 0 and 1, too.
  public var interval: ClosedRange<Double> {
    let z = 1.959_963_984_540_054
    let (n, p) = (Double(max(1, runs)), share)
    let middle = p + z * z / (2 * n)
    let reach = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    let lower = failures == 0 ? 0 : max(0, (middle - reach) / scale)
    let upper = failures >= runs ? 1 : min(1, (middle + reach) / scale)
    return lower...upper
  }
}

extension FailureRate: CustomStringConvertible {
  /// The share with its bounds, such as "3.0 % of 400 runs (1.7 % to 5.2 %)".
  public var description: String {
    "\(Self.percent(share)) of \(runs) runs (\(Self.percent(interval.lowerBound)) to \(Self.percent(interval.upperBound)))"
  }

  /// A share in per cent with one digit behind the point.
  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
