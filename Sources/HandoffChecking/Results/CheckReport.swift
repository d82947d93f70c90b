public import HandoffContracts
public import HandoffFuzzing

/// The result of checking the handoffs of a system against their real consumers.
public struct CheckReport: Sendable, Hashable {
  /// What was found on one handoff.
  public struct HandoffResult: Sendable, Hashable {
    /// How the consumer was started, as one would type it; absent where none was run.
    public var consumer: String?
    /// Why no consumer was run; absent where one was.
    public var notRun: String?
    /// The verdict, what was tried and what failed; for a handoff that was not run what its contracts say.
    public var campaign: CampaignReport

    /// Puts a result together.
    public init(consumer: String? = nil, notRun: String? = nil, campaign: CampaignReport) {
      self.consumer = consumer
      self.notRun = notRun
      self.campaign = campaign
    }
  }

  /// A part of a run.
  public struct Shard: Sendable, Hashable {
    /// Which part, from 1.
    public var index: Int
    /// Of how many.
    public var of: Int

    /// Names a part.
    public init(index: Int, of: Int) {
      self.index = index
      self.of = of
    }
  }

  /// The system's name.
  public var system: String
  /// The seed of the run.
  public var seed: UInt64
  /// The handoffs in declaration order.
  public var handoffs: [HandoffResult]
  /// What the contract rules of the audit found.
  public var findings: [Finding]
  /// False where a part of the run fell short; the handoffs say which.
  public var complete: Bool

  /// Puts a report together.
  public init(
    system: String, seed: UInt64, handoffs: [HandoffResult], findings: [Finding] = [], complete: Bool = true
  ) {
    self.system = system
    self.seed = seed
    self.handoffs = handoffs
    self.findings = findings
    self.complete = complete
  }

  /// The part of the run that this is the report of; `nil` for a whole run.
  public var shard: Shard?

  /// All failures, in the order of the handoffs.
  public var failures: [CampaignFailure] { handoffs.flatMap(\.campaign.failures) }
}
