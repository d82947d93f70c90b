public import HandoffContracts

/// What recorded runs say about a declaration.
public struct VerificationReport: Sendable, Hashable {
  /// How often a handoff, or the way back of one, was seen.
  public struct Count: Sendable, Hashable {
    /// `A->B` or `A<-B`.
    public var handoff: String
    /// How often it happened.
    public var taken: Int
    /// How many of those payloads broke the sender's contract.
    public var invalid: Int
    /// How many payloads were recorded, so that they could be looked at.
    public var checked: Int
  }

  /// The system's name.
  public var system: String
  /// How many records were read.
  public var records: Int
  /// How many runs they belong to.
  public var traces: Int
  /// Every declared handoff in declaration order, then the ways back that were seen.
  public var counts: [Count]
  /// What is wrong: one finding for each rule and handoff, with the number of times and the first place.
  public var findings: [Finding]
  /// False where a line could not be read, or a bound was met; the findings say which.
  public var complete: Bool
}
