/// A case from outside, to be tried before a campaign makes its own.
public struct GivenCase: Sendable, Hashable {
  /// What is handed over.
  public var content: HandoffCase.Content
  /// What was done to it, where that is known.
  public var mutation: Mutation?
  /// What has to be handed over before it.
  public var before: [HandoffCase.Content]
  /// How often it is tried at most, until it fails: more than once where it does not fail each time.
  public var times: Int

  /// Makes a case.
  public init(
    _ content: HandoffCase.Content, mutation: Mutation? = nil, after before: [HandoffCase.Content] = [],
    times: Int = 1
  ) {
    self.content = content
    self.mutation = mutation
    self.before = before
    self.times = times
  }
}
