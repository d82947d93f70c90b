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

  /// All failures, in the order of the handoffs.
  public var failures: [CampaignFailure] { handoffs.flatMap(\.campaign.failures) }
}
