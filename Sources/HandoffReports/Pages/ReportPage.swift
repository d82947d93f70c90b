public import HandoffChecking
public import HandoffRouting
public import HandoffRuntime

/// What a page for people shows, in the order in which it is shown; what is absent is left out.
public struct ReportPage: Sendable, Hashable {
  /// A number that sums up.
  public struct Fact: Sendable, Hashable {
    /// What is counted.
    public var name: String
    /// How many.
    public var count: Int
    /// Of how many, where that is worth saying.
    public var of: Int?

    /// Makes a fact.
    public init(_ name: String, _ count: Int, of: Int? = nil) {
      self.name = name
      self.count = count
      self.of = of
    }
  }

  /// The problems.
  public var report: Report
  /// The numbers on top.
  public var facts: [Fact] = []
  /// What else is to be said on top, in a few words.
  public var note: String?
  /// The handoffs.
  public var map: SeamMap?
  /// The routing.
  public var graph: GraphModel?
  /// What was tried of the contracts.
  public var coverage: [CheckReport.HandoffResult] = []
  /// How often handoffs happened.
  public var counts: [VerificationReport.Count] = []
  /// What becomes of each declared failure.
  public var failures: FailureMatrix?

  /// Makes a page of problems.
  public init(_ report: Report) {
    self.report = report
  }
}
