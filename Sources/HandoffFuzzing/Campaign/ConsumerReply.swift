/// The answer to one of several cases that were handed over together.
public struct ConsumerReply: Sendable, Hashable {
  /// What the consumer made of the case.
  public var answer: ConsumerAnswer
  /// Which of the consumers that run side by side was given it, from 0.
  public var job: Int
  /// Why the consumer cannot be run any more after it; `nil` while it can.
  public var surrender: String?

  /// Puts a reply together.
  public init(_ answer: ConsumerAnswer, job: Int = 0, surrender: String? = nil) {
    self.answer = answer
    self.job = job
    self.surrender = surrender
  }
}

extension HandoffConsumer {
  /// Hands one case over that is not part of a block.
  func reply(to handoffCase: HandoffCase) async -> ConsumerReply {
    let answer = await answer(handoffCase)
    return ConsumerReply(answer, surrender: surrender)
  }
}
