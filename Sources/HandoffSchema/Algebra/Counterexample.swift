/// A payload that the producer may send and the consumer refuses.
public struct Counterexample: Sendable, Hashable {
  /// The payload, as small as it could be made.
  public var payload: JSONValue
  /// Why the consumer refuses it, as its validation says.
  public var violations: [Violation]
  /// Where the refusal comes from in both schemas; `nil` where no single schema refuses.
  public var explanation: Explanation?

  /// Puts a counterexample together.
  public init(payload: JSONValue, violations: [Violation], explanation: Explanation? = nil) {
    self.payload = payload
    self.violations = violations
    self.explanation = explanation
  }

  /// The difference between two schemas in words.
  public struct Explanation: Sendable, Hashable {
    /// The way to the place, in words: `["plan", "every item", "owner"]`.
    public var path: [String]
    /// What the producer allows there.
    public var producer: String
    /// What the consumer allows there.
    public var consumer: String
    /// Where the producer's schema speaks of the place; `nil` where it says nothing.
    public var producerLocation: String?
    /// Where the consumer's schema refuses.
    public var consumerLocation: String

    /// Puts an explanation together.
    public init(
      path: [String], producer: String, consumer: String, producerLocation: String?, consumerLocation: String
    ) {
      self.path = path
      self.producer = producer
      self.consumer = consumer
      self.producerLocation = producerLocation
      self.consumerLocation = consumerLocation
    }
  }
}

extension Counterexample: CustomStringConvertible {
  /// One line: the payload and why it is refused.
  public var description: String {
    "\(payload) – \(explanation?.description ?? violations.first?.description ?? "refused")"
  }
}

extension Counterexample.Explanation: CustomStringConvertible {
  /// One line: the way to the place and what both sides allow there.
  public var description: String {
    let place = path.isEmpty ? "the whole payload" : path.joined(separator: " / ")
    return "\(place): the producer \(producer), the consumer \(consumer)"
  }
}
