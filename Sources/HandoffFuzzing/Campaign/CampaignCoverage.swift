/// What of a contract was tried: each keyword valid at its boundary and broken just beyond, each branch, each optional
/// member there and not there, each listed value, each failure.
public struct CampaignCoverage: Sendable, Hashable {
  /// One way that was not exercised.
  public struct Missed: Sendable, Hashable, CustomStringConvertible {
    /// The constraint and the operator, such as `"/properties/priority: above-maximum"`.
    public var goal: String
    /// Why.
    public var reason: String

    /// Makes an entry.
    public init(goal: String, reason: String) {
      self.goal = goal
      self.reason = reason
    }

    /// Whether the campaign was merely too short to come to it.
    package var isUntried: Bool { reason == Self.untried }
    static let untried = "not enough cases"

    /// The goal with the reason.
    public var description: String { "\(goal) (\(reason))" }
  }

  /// What became of the ways of breaking the contract that belong to one failure mode.
  public struct ModeShare: Sendable, Hashable {
    /// The failure mode.
    public var mode: FailureMode
    /// How many the consumer never accepted.
    public var caught: Int
    /// How many it accepted at least once.
    public var escaped: Int
    /// How many were not tried.
    public var missed: Int

    /// Makes a share.
    public init(mode: FailureMode, caught: Int = 0, escaped: Int = 0, missed: Int = 0) {
      self.mode = mode
      self.caught = caught
      self.escaped = escaped
      self.missed = missed
    }
  }

  /// The ways of breaking the contract that belong to one failure mode.
  public struct ModeGoals: Sendable, Hashable {
    /// The failure mode.
    public var mode: FailureMode
    /// Their names, those that are counted in the share of the mode.
    public var goals: [String]

    /// Makes a list.
    public init(mode: FailureMode, goals: [String] = []) {
      self.mode = mode
      self.goals = goals
    }
  }

  /// How many were tried by at least one payload that really shows, or breaks, what it is about.
  public var reached: Int
  /// How many there are.
  public var of: Int
  /// How many ways of breaking the contract the consumer never accepted.
  public var caught: Int
  /// Those of which it accepted at least one payload.
  public var escaped: [String]
  /// Those that were not tried; of a constraint that was not broken, only valid payloads were tried.
  public var missed: [Missed]
  /// The names of those that were tried; only of a part of a campaign, so that parts can be joined.
  public var tried: [String] = []
  /// The names of the ways of breaking the contract that are counted in ``caught``; only of a part of a campaign.
  public var refused: [String] = []
  /// The names of what ``modes`` counts; only of a part of a campaign.
  public var goalsByMode: [ModeGoals] = []
  /// Boundaries that no payload which was made shows, because other keywords leave less, and operators that broke no
  /// payload anywhere; they do not count.
  public var unreachable: [Missed]
  /// The ways of breaking the contract by failure mode, in the order of the modes; a mode that nothing here can show is
  /// left out.
  public var modes: [ModeShare]

  /// Makes a coverage.
  public init(
    reached: Int, of: Int, missed: [Missed], caught: Int = 0, escaped: [String] = [],
    unreachable: [Missed] = [], modes: [ModeShare] = []
  ) {
    self.reached = reached
    self.of = of
    self.missed = missed
    self.caught = caught
    self.escaped = escaped
    self.unreachable = unreachable
    self.modes = modes
  }

  /// How much was tried, in percent and rounded down; 100 where there is nothing to try.
  public var percent: Int { of == 0 ? 100 : reached * 100 / of }
}
