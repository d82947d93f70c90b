/// The receiving side of a handoff, as a campaign runs it.
public protocol HandoffConsumer {
  /// Whether the consumer reads text, so that it can be given text that is not JSON.
  var readsText: Bool { get }

  /// Why the consumer cannot be run any more, which ends the campaign; `nil` while it can.
  var surrender: String? { get }

  /// The language in which the consumer is written, for what a report tells its author to write.
  var language: ConsumerLanguage { get }

  /// Whether ``renew()`` gives a consumer that knows nothing of what the old one was given.
  var isRenewable: Bool { get }

  /// Starts the consumer afresh, where that can be done.
  func renew() async

  /// How many cases are best handed over at once; 1 unless several consumers run side by side.
  var width: Int { get }

  /// Hands one case over and waits for the answer. Never throws: whatever happens is an answer.
  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer

  /// Hands several cases over and waits for their answers, in the same order.
  func answers(to cases: [HandoffCase]) async -> [ConsumerReply]
}

/// A consumer that works on a block of cases while the campaign builds the next one.
package protocol ConcurrentConsumer: HandoffConsumer {
  /// Hands several cases over and returns at once; ``ended()`` is called before anything else is handed over.
  func begin(_ cases: [HandoffCase])

  /// Waits for the answers to the cases that were handed over last, in the same order.
  func ended() async -> [ConsumerReply]
}

extension HandoffConsumer {
  /// No text, unless the consumer says otherwise.
  public var readsText: Bool { false }
  /// A consumer that never gives up.
  public var surrender: String? { nil }
  /// An unknown language.
  public var language: ConsumerLanguage { .other }
  /// No, unless the consumer says otherwise.
  public var isRenewable: Bool { false }
  /// One at a time, unless the consumer says otherwise.
  public var width: Int { 1 }
  /// Does nothing.
  public func renew() async {}

  /// Hands the cases over one after the other.
  public func answers(to cases: [HandoffCase]) async -> [ConsumerReply] {
    var replies: [ConsumerReply] = []
    for item in cases {
      let answer = await answer(item)
      replies.append(ConsumerReply(answer, surrender: surrender))
    }
    return replies
  }
}
