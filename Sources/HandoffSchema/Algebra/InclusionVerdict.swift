/// Whether every payload of the producer is accepted by the consumer.
public struct InclusionVerdict: Sendable, Hashable {
  /// The answer itself.
  public enum Outcome: Sendable, Hashable {
    /// Every payload of the producer is accepted; this is proved.
    case included
    /// A payload of the producer is refused; both were confirmed by the validator.
    case notIncluded(Counterexample)
    /// Not decided; how many generated payloads of the producer the consumer accepted, and none it refused.
    case undecided(UndecidedReason, agreeing: Int)
  }

  /// The answer.
  public var outcome: Outcome
  /// How many generated payloads of the producer were tried where the verdict is undecided.
  ///
  /// Those that do not agree are no refusals: the validator met a cap on them.
  public var tried: Int
  /// True where the producer was taken as sending only members that it names.
  public var producerIsClosed: Bool
  /// How a positive verdict was derived, one step a line; empty unless asked for.
  public var derivation: [String]

  /// Puts a verdict together; unless it is said, no more payloads were tried than agreed.
  public init(
    outcome: Outcome, tried: Int? = nil, producerIsClosed: Bool = false, derivation: [String] = []
  ) {
    self.outcome = outcome
    if case .undecided(_, let agreeing) = outcome { self.tried = tried ?? agreeing } else { self.tried = 0 }
    self.producerIsClosed = producerIsClosed
    self.derivation = derivation
  }

  /// True where every payload of the producer is accepted.
  public var isIncluded: Bool { outcome == .included }

  /// The payload that the consumer refuses, where there is one.
  public var witness: JSONValue? {
    if case .notIncluded(let counterexample) = outcome { counterexample.payload } else { nil }
  }
}

extension InclusionVerdict: CustomStringConvertible {
  /// One line: the verdict and what proves it.
  public var description: String {
    switch outcome {
    case .included: "included"
    case .notIncluded(let counterexample): "not included: \(counterexample)"
    case .undecided(let reason, let agreeing):
      "undecided: \(reason); \(agreeing) of \(tried) generated payloads agree"
    }
  }
}
