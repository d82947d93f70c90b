public import HandoffContracts
public import HandoffSchema

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

  /// One handoff that happened.
  public struct Entry: Sendable, Hashable {
    /// The run.
    public var run: String
    /// Its number within the run, from 1.
    public var step: Int
    /// Who handed off, and who got the work.
    public var from: String
    /// Who got the work.
    public var to: String
    /// `pass_control`, `return_to_caller`, or `return` for the way back of one.
    public var mode: String
    /// What travelled; `nil` where nobody recorded it.
    public var payload: JSONValue?
    /// The failure that the sender answered with.
    public var failure: String?
    /// Whether it only follows from the order of other things.
    public var isInferred: Bool
  }

  /// Something that was read, or could not be, with how often.
  public struct Reading: Sendable, Hashable {
    /// What it is.
    public var name: String
    /// How often.
    public var times: Int
    /// Where first; empty where that is of no use.
    public var first: String

    /// Names something with how often it was met.
    public init(name: String, times: Int, first: String = "") {
      self.name = name
      self.times = times
      self.first = first
    }
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
  /// The handoffs that happened, where they are to be listed, in the order in which they were read.
  public var entries: [Entry] = []
  /// How many more there were than are listed.
  public var unlisted = 0
  /// How many handoffs nobody recorded: they follow from the order of other things.
  public var inferred = 0
  /// How many handoffs have no payload, so that only their routing could be looked at.
  public var withoutPayload = 0
  /// The dialects of traces that were read.
  public var dialects: [Reading] = []
  /// What of the traces could not be read, or was left out.
  public var unread: [Reading] = []
  /// False where a line could not be read, or a bound was met; the findings say which.
  public var complete: Bool
}
