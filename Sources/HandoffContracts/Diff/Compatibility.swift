public import HandoffSchema

/// What a change means for one side of a contract.
public enum Compatibility: Sendable, Hashable {
  /// Proved: nobody on this side notices.
  case compatible
  /// A payload that one version allows and the other does not, and in words why.
  case broken(witness: JSONValue, because: String)
  /// Not decided, and why.
  case undecided(String)
}

extension Compatibility {
  /// Whether the side is known to break.
  public var isBroken: Bool { if case .broken = self { true } else { false } }

  /// The payload that shows the break.
  public var witness: JSONValue? { if case .broken(let witness, _) = self { witness } else { nil } }

  /// Takes the verdict over whether what one version allows the other allows too.
  init(_ verdict: InclusionVerdict) {
    switch verdict.outcome {
    case .included: self = .compatible
    case .notIncluded(let example):
      let reason = example.explanation?.description ?? example.violations.first?.description ?? "refused"
      self = .broken(witness: example.payload, because: reason)
    case .undecided(let reason, let agreeing):
      self = .undecided("\(reason); \(agreeing) of \(verdict.tried) generated payloads agree")
    }
  }

  /// What holds for a whole of two parts: a break anywhere is one, then doubt anywhere.
  func joined(with other: Compatibility) -> Compatibility {
    switch (self, other) {
    case (.broken, _): self
    case (_, .broken): other
    case (.undecided, _): self
    default: other
    }
  }
}
