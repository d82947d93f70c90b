/// The receiving side of a handoff, as a campaign runs it.
public protocol HandoffConsumer {
  /// Whether the consumer reads text, so that it can be given text that is not JSON.
  var readsText: Bool { get }

  /// Why the consumer cannot be run any more, which ends the campaign; `nil` while it can.
  var surrender: String? { get }

  /// Hands one case over and waits for the answer. Never throws: whatever happens is an answer.
  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer
}

extension HandoffConsumer {
  /// No text, unless the consumer says otherwise.
  public var readsText: Bool { false }
  /// A consumer that never gives up.
  public var surrender: String? { nil }
}
