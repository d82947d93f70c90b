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
  /// What `from` takes back where control returns; what it accepts where absent.
  public var result: Agent.Acceptance?
  /// What the handoff carries where that is not the producer's output: the arguments of a transfer call.
  public var payload: Agent.Acceptance?
  /// The name of a test in code that the declaration cannot see: for every payload it may hold or not.
  public var condition: String?
  /// The array of the payload whose elements the receiver gets, one a visit.
  public var each: JSONPointer?
  /// What is different when the handoff tries again; for a retry.
  public var changes: Change?
  /// The most times in one run.
  public var limit: Int?
  /// True where the limit is a framework's default that nobody declared.
  public var limitIsImplied = false
  /// What the handoff carries; `nil` where it does not say.
  public var carries: [EnvelopePart]?
  /// The name of the group that is taken together.
  public var parallel: String?
  /// Ways of breaking a payload that the receiver may accept.
  public var tolerates: [Tolerance] = []
  /// How the edge is known.
  public var evidence: Evidence
  /// Members whose names begin with `x-`, kept as they were.
  public var extensions: JSONObject = [:]
  /// Where the handoff was declared.
  public var declaredAt: SourceLocation?
  /// Where the manifest says that the handoff was originally declared (its `declaredAt` member); findings about the
  /// handoff point there.
  public var origin: SourceLocation?

  /// The contracts that `payload` and `result` were given as values; the system takes them over.
  package var attachedContracts: [Contract] = []
  /// The agents that were given as values; the system takes those over that it does not declare.
  package var attachedAgents: [Agent] = []
  /// What the initialiser of the declaration could not take, with pointers from the handoff; see
  /// ``AgentSystem/problems``.
  package var builderProblems: [DeclarationProblem] = []

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
    self.carries = carries
    self.parallel = parallel
    self.evidence = evidence
    self.declaredAt = declaredAt
  }

  /// Whether control comes back to `from` with the receiver's answer.
  public var givesControlBack: Bool { returns ?? (pattern == .supervisor) }
}
