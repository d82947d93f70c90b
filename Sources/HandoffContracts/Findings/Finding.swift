public import HandoffSchema

/// How much a finding matters; ordered from least to most.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case note, warning, error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  /// A note matters less than a warning, a warning less than an error.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

/// One result of a rule.
public struct Finding: Sendable, Hashable {
  /// A payload that proves the finding, with the way it takes.
  public struct Witness: Sendable, Hashable {
    /// The payload; absent for a finding about structure alone.
    public var payload: JSONValue?
    /// The names of the handoffs on the way, in order; for a loop, one lap.
    public var path: [String]
    /// The names of the handoffs from an entry to the start of `path`.
    public var stem: [String]

    /// Makes a witness.
    public init(payload: JSONValue? = nil, path: [String] = [], stem: [String] = []) {
      self.payload = payload
      self.path = path
      self.stem = stem
    }
  }

  /// The rule's id, such as `"dead-end"`.
  public var rule: String
  /// How much it matters.
  public var severity: Severity
  /// What it rests on.
  public var basis: Basis = .structural
  /// What the analysis does not know and the finding depends on, in words.
  public var unknowns: [String] = []
  /// What is wrong, in one sentence.
  public var message: String
  /// The agents concerned, in declaration order.
  public var agents: [String]
  /// The names of the handoffs concerned, in declaration order.
  public var handoffs: [String]
  /// What proves it, where a payload or a path does.
  public var witness: Witness?
  /// What to do about it.
  public var remedy: String
  /// Where to look.
  public var location: SourceLocation?

  /// Makes a finding.
  public init(
    rule: String, severity: Severity, message: String, agents: [String] = [], handoffs: [String] = [],
    witness: Witness? = nil, remedy: String, location: SourceLocation? = nil, basis: Basis = .structural
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.agents = agents
    self.handoffs = handoffs
    self.witness = witness
    self.remedy = remedy
    self.location = location
    self.basis = basis
  }
}
