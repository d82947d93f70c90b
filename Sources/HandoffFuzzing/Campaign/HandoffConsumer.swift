/// The receiving side of a handoff, as a campaign runs it.
public protocol HandoffConsumer {
  /// Whether the consumer reads text, so that it can be given text that is not JSON.
  var readsText: Bool { get }

  /// Hands one case over and waits for the answer. Never throws: whatever happens is an answer.
  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer
}

extension HandoffConsumer {
  /// No text, unless the consumer says otherwise.
  public var readsText: Bool { false }
}
