/// How far a campaign is.
public struct CampaignProgress: Sendable, Hashable {
  /// How many cases were run.
  public var cases: Int
  /// How many kinds of failure were met; several may turn out to have one cause.
  public var failures: Int

  /// Makes a state.
  public init(cases: Int, failures: Int) {
    self.cases = cases
    self.failures = failures
  }
}
