public import HandoffContracts

/// What becomes of one failure of one agent.
public struct FailurePath: Sendable, Hashable {
  /// What answers the failure first.
  public enum Response: Sendable, Hashable {
    /// The agent gets its work again, at most so many times.
    case retry(handoff: String, limit: Int)
    /// A handoff takes the failure.
    case handoff(String)
    /// Control goes back to a caller with the failure; the name of the return.
    case goesBack(String)
    /// Nothing answers it: the run ends with an error.
    case unanswered
  }

  /// Where the work ends after the failure.
  public enum End: Sendable, Hashable {
    /// A human gets it.
    case human(String)
    /// An agent may end the run.
    case finish(String)
    /// The run ends with an error at an agent, which has nobody to hand the failure to.
    case error(String)
    /// It goes where no finish and no human can be reached.
    case trap(String)
    /// It goes to an agent whose handoffs are not all known.
    case unknown(String)
  }

  /// The agent that fails.
  public var agent: String
  /// The kind of the failure.
  public var failure: String
  /// Who notices it.
  public var detectedBy: FailureOutput.Detector
  /// What answers it, in the order in which it is tried; never empty.
  public var responses: [Response]
  /// Where the work may end, nearest first.
  public var ends: [End]
  /// Whether it may end elsewhere too: only the nearest ends are looked for.
  public var hasMoreEnds: Bool
  /// The handoffs from the failure to the first of `ends`.
  public var way: [String]
  /// The agents that get no work in a run in which the agent always fails so, in declaration order; `nil` where that
  /// was not worked out within the bound on steps.
  public var blocks: [String]?

  /// Makes a path of its parts.
  public init(
    agent: String, failure: String, detectedBy: FailureOutput.Detector = .agent, responses: [Response],
    ends: [End], hasMoreEnds: Bool = false, way: [String] = [], blocks: [String]? = []
  ) {
    self.agent = agent
    self.failure = failure
    self.detectedBy = detectedBy
    self.responses = responses
    self.ends = ends
    self.hasMoreEnds = hasMoreEnds
    self.way = way
    self.blocks = blocks
  }
}
