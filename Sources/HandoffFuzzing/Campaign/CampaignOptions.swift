/// How a campaign is run.
public struct CampaignOptions: Sendable, Hashable {
  /// The number of cases of the whole campaign, all shards together; `nil` for as many as exercise every
  /// constraint at least once and 400 at least.
  public var cases: Int?
  /// Chooses the cases; the same seed gives the same cases on every machine.
  public var seed: UInt64
  /// The part of the campaign to run: this is number `index`, from 0, of `count`.
  public var shard: (index: Int, count: Int) {
    get { (shardIndex, shardCount) }
    set { (shardIndex, shardCount) = newValue }
  }
  private var shardIndex = 0
  private var shardCount = 1
  /// Ways of breaking a payload that the consumer may accept.
  public var tolerating: [MutationOperator]
  /// How often the consumer may be run to make one failure smaller.
  public var shrinkingRuns: Int
  /// How many distinct failures are reported; more are counted as a shortfall.
  public var failureLimit: Int

  /// Chooses how to run a campaign.
  public init(
    cases: Int? = nil, seed: UInt64 = 1, shard: (index: Int, count: Int) = (0, 1),
    tolerating: [MutationOperator] = [], shrinkingRuns: Int = 200, failureLimit: Int = 100
  ) {
    self.cases = cases
    self.seed = seed
    self.tolerating = tolerating
    self.shrinkingRuns = shrinkingRuns
    self.failureLimit = failureLimit
    self.shard = shard
  }
}
