import HandoffSchema

/// One way in which a consumer failed, shown by a payload.
public struct CampaignFailure: Sendable, Hashable {
  /// How it failed.
  public var failureClass: FailureClass
  /// The name of the handoff.
  public var handoff: String
  /// What was handed over, as small as it could be made.
  public var content: HandoffCase.Content
  /// What was done to the payload; absent where it was sent as the contract describes it.
  public var mutation: Mutation?
  /// What was expected and what happened, in a sentence or two.
  public var explanation: String
  /// How often the consumer was run for this failure, shrinking included.
  public var evaluations: Int
  /// Runs this very case again.
  public var replay: String

  /// Makes a failure.
  public init(
    failureClass: FailureClass, handoff: String, content: HandoffCase.Content, mutation: Mutation? = nil,
    explanation: String, evaluations: Int, replay: String
  ) {
    self.failureClass = failureClass
    self.handoff = handoff
    self.content = content
    self.mutation = mutation
    self.explanation = explanation
    self.evaluations = evaluations
    self.replay = replay
  }
}
