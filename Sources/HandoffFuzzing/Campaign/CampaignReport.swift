/// The result of a campaign over one handoff.
public struct CampaignReport: Sendable, Hashable {
  /// What a campaign concludes.
  public enum Verdict: Sendable, Hashable {
    /// No failure was found.
    case compatible
    /// At least one failure was found.
    case incompatible
    /// Nothing can be concluded, and why.
    case undecided(String)

    /// The name in reports.
    public var name: String {
      switch self {
      case .compatible: "compatible"
      case .incompatible: "incompatible"
      case .undecided: "undecided"
      }
    }
  }

  /// The name of the handoff.
  public var handoff: String
  /// The conclusion.
  public var verdict: Verdict
  /// The seed of the run.
  public var seed: UInt64
  /// How many cases were run, shrinking aside.
  public var cases: Int
  /// What was exercised.
  public var coverage: CampaignCoverage
  /// The distinct failures, in the order in which they were found.
  public var failures: [CampaignFailure]
  /// Whether everything that was asked for was run.
  public var isComplete: Bool
  /// What fell short, one sentence each; empty for a complete run.
  public var shortfalls: [String]
  /// Ways of breaking a payload that were tolerated although the consumer accepted none; empty where not all was run.
  public var unneededTolerances: [MutationOperator]

  /// Makes a report.
  public init(
    handoff: String, verdict: Verdict, seed: UInt64, cases: Int, coverage: CampaignCoverage,
    failures: [CampaignFailure], isComplete: Bool, shortfalls: [String],
    unneededTolerances: [MutationOperator] = []
  ) {
    self.handoff = handoff
    self.verdict = verdict
    self.seed = seed
    self.cases = cases
    self.coverage = coverage
    self.failures = failures
    self.isComplete = isComplete
    self.shortfalls = shortfalls
    self.unneededTolerances = unneededTolerances
  }
}
