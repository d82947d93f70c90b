/// Which ways of breaking the contract were exercised.
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

    /// The goal with the reason.
    public var description: String { "\(goal) (\(reason))" }
  }

  /// How many were exercised by at least one payload that is really broken.
  public var reached: Int
  /// How many there are: every constraint with every operator that can break it, every declared failure.
  public var of: Int
  /// Those that were not, in the order of the schema.
  public var missed: [Missed]

  /// Makes a coverage.
  public init(reached: Int, of: Int, missed: [Missed]) {
    self.reached = reached
    self.of = of
    self.missed = missed
  }
}
