public import HandoffSchema

/// A directed edge: who may hand work to whom, on what, under which guard, how often.
public struct Handoff: Sendable {
  /// What happened that the handoff answers.
  public enum Trigger: Sendable, Hashable {
    /// The agent gave its output.
    case output
    /// The agent failed, with any kind.
    case anyFailure
    /// The agent failed with one of these kinds, at least one.
    case failures([String])
    /// A limit was reached.
    case limit
    /// The agent named no target.
    case none

    /// Says whether a failure of a kind is answered.
    package func answers(_ kind: String) -> Bool {
      switch self {
      case .anyFailure: true
      case .failures(let kinds): kinds.contains { $0.hasSameCodePoints(as: kind) }
      case .output, .limit, .none: false
      }
    }
  }

  /// The coordination pattern that the handoff belongs to.
  public enum Pattern: String, Sendable, Hashable, CaseIterable {
    case supervisor, pipeline, peer
  }

  /// A part of the envelope.
  public enum EnvelopePart: String, Sendable, Hashable, CaseIterable {
    case task, context, outputFormat, failureInstructions
  }

  /// How the edge is known.
  public enum Evidence: String, Sendable, Hashable, CaseIterable {
    case declared, observed
    /// An importer knows that the edge exists but not where it leads.
    case unknown
  }

  /// What is different when a retry tries again.
  public enum Change: String, Sendable, Hashable, CaseIterable {
    case prompt, tool, model, input
  }

  /// The name of the agent that hands off.
  public var from: String
  /// The name of the agent that receives.
  public var to: String
  /// What happened that the handoff answers.
  public var trigger: Trigger
  /// The guard: a JSON Schema that the payload must match; always where absent.
  public var when: JSONValue?
  /// The coordination pattern that it belongs to.
  public var pattern: Pattern?
  /// Whether control comes back to `from`; where absent, it does for ``Pattern/supervisor`` only.
  public var returns: Bool?
  /// The most times in one run.
  public var limit: Int?
  /// How the edge is known.
  public var evidence: Evidence
  /// Where the handoff was declared.
  public var declaredAt: SourceLocation?
  /// What most handoffs do not say; absent where this one says nothing of it.
  var box: DetailsBox?

  /// Makes a handoff of its parts.
  public init(
    from: String, to: String, trigger: Trigger = .output, when: JSONValue? = nil, pattern: Pattern? = nil,
    returns: Bool? = nil, limit: Int? = nil, carries: [EnvelopePart]? = nil, parallel: String? = nil,
    evidence: Evidence = .declared, declaredAt: SourceLocation? = nil
  ) {
    self.from = from
    self.to = to
    self.trigger = trigger
    self.when = when
    self.pattern = pattern
    self.returns = returns
    self.limit = limit
    self.evidence = evidence
    self.declaredAt = declaredAt
    self.carries = carries
    self.parallel = parallel
  }

  /// Whether control comes back to `from` with the receiver's answer.
  public var givesControlBack: Bool { returns ?? (pattern == .supervisor) }
}
