public import HandoffSchema

/// One root cause for which a consumer failed, shown by a payload.
public struct CampaignFailure: Sendable, Hashable {
  /// One way in which the cause shows itself.
  public struct Way: Sendable, Hashable {
    /// How the consumer failed this way.
    public var failureClass: FailureClass
    /// How the payload was broken; absent where it was sent as the contract describes it.
    public var operation: MutationOperator?
    /// The member that was broken, with `*` for array indices; absent where nothing was.
    public var member: String?
    /// What tells the way apart from others, such as the last line of a crash without what varies; may be empty.
    public var sign: String
    /// How many cases showed it.
    public var occurrences: Int

    /// Makes a way.
    public init(
      failureClass: FailureClass, operation: MutationOperator? = nil, member: String? = nil,
      sign: String = "",
      occurrences: Int
    ) {
      self.failureClass = failureClass
      self.operation = operation
      self.member = member
      self.sign = sign
      self.occurrences = occurrences
    }
  }

  /// How it failed.
  public var failureClass: FailureClass
  /// The name of the handoff.
  public var handoff: String
  /// What was handed over, as small as it could be made.
  public var content: HandoffCase.Content
  /// What was done to the payload; absent where it was sent as the contract describes it.
  public var mutation: Mutation?
  /// What the consumer made of it.
  public var answer: ConsumerAnswer?
  /// What was expected and what happened, in a sentence or two.
  public var explanation: String
  /// What is to be known of the cause beside the one case, a sentence each: how far it reaches, how else it shows.
  public var notes: [String]
  /// What running it again has shown.
  public var confirmation: Confirmation
  /// All ways in which the same cause was seen, in the order in which they were met.
  public var ways: [Way]
  /// How many cases of the campaign showed the cause.
  public var occurrences: Int
  /// What to do, line by line, in the language of the consumer.
  public var remedy: [String]
  /// The locations of values that do not matter: every other value that was tried there fails alike.
  public var freeParts: [JSONPointer]
  /// Whether nothing smaller was found; otherwise the budget on runs was used up first.
  public var isMinimal: Bool
  /// How often the consumer was run for this failure: found, made smaller and confirmed.
  public var evaluations: Int
  /// Runs this very case again.
  public var replay: String

  /// Makes a failure.
  public init(
    failureClass: FailureClass, handoff: String, content: HandoffCase.Content, mutation: Mutation? = nil,
    answer: ConsumerAnswer? = nil, explanation: String, notes: [String] = [],
    confirmation: Confirmation = .confirmed, ways: [Way] = [],
    occurrences: Int = 1, remedy: [String] = [], freeParts: [JSONPointer] = [], isMinimal: Bool = true,
    evaluations: Int, replay: String
  ) {
    self.failureClass = failureClass
    self.handoff = handoff
    self.content = content
    self.mutation = mutation
    self.answer = answer
    self.explanation = explanation
    self.notes = notes
    self.confirmation = confirmation
    self.ways = ways
    self.occurrences = occurrences
    self.remedy = remedy
    self.freeParts = freeParts
    self.isMinimal = isMinimal
    self.evaluations = evaluations
    self.replay = replay
  }
}
