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
  /// How often a payload on which the consumer sometimes fails is given to it, to tell how often that is.
  public var repeats: Int
  /// How often a replayed case is given to the consumer at most, until it fails.
  public var replays = 1
  /// The share of runs, 0 to 1, in which a consumer that is random by nature may fail on a payload; `nil` where it must
  /// always answer alike.
  public var allowedRate: Double?
  /// What the declaration is called where a report tells what to write, such as the manifest's name.
  public var declaration: String

  /// Chooses how to run a campaign.
  public init(
    cases: Int? = nil, seed: UInt64 = 1, shard: (index: Int, count: Int) = (0, 1),
    tolerating: [MutationOperator] = [], shrinkingRuns: Int = 200, failureLimit: Int = 100,
    repeats: Int = 400,
    allowedRate: Double? = nil, declaration: String = "system.json"
  ) {
    self.cases = cases
    self.seed = seed
    self.tolerating = tolerating
    self.shrinkingRuns = shrinkingRuns
    self.failureLimit = failureLimit
    self.repeats = repeats
    self.allowedRate = allowedRate
    self.declaration = declaration
    self.shard = shard
  }
}
