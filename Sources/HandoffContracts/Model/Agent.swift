public import HandoffSchema

/// One agent, or a human, with what it takes, gives and does to what it received.
public struct Agent: Sendable {
  /// Who acts.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case agent, human
  }

  /// What an agent accepts.
  public enum Acceptance: Sendable {
    /// The output of a contract.
    case contract(String)
    /// The payloads of a JSON Schema.
    case schema(JSONValue)
  }

  /// Whether the agent may end the run with its output.
  public enum Finish: Sendable, Hashable {
    case no
    case yes
    /// The framework lets every agent finish; nobody declared it.
    case implied
  }

  /// Which fields of the received payload keep their value.
  public enum Preserved: Sendable, Hashable {
    /// These fields.
    case fields([JSONPointer])
    /// Every field.
    case everything
  }

  /// The name, unique in the system.
  public var name: String
  /// Who acts.
  public var kind: Kind = .agent
  /// What the agent is asked to do.
  public var task: String?
  /// What it takes; anything where absent.
  public var accepts: Acceptance?
  /// The name of the contract of the output.
  public var produces: String?
  /// Whether it may end the run.
  public var finishes: Finish = .no
  /// Overrides the system's selection.
  public var selection: AgentSystem.Selection?
  /// Which incoming branches it waits for, and what it gets of them; any branch starts it where absent.
  public var join: Join?
  /// What it answers when what it receives breaks `accepts`; nothing is said where absent.
  public var onInvalid: InvalidAnswer?
  /// Whether each step is recorded.
  public var observes = false
  /// The tools that it may use.
  public var tools: [String] = []
  /// The stores that the agent reads.
  public var reads: [String] = []
  /// The stores that the agent writes.
  public var writes: [String] = []
  /// The size of its context window in tokens.
  public var contextTokens: Int?
  /// How long it may take, in seconds.
  public var seconds: JSONNumber?
  /// The most visits in one run.
  public var limit: Int?
  /// True where the count of visits starts again when control leaves, so that it bounds no loop.
  public var limitResets = false
  /// True where the limit is a framework's default that nobody declared.
  public var limitIsImplied = false
  /// Which fields of the received payload it copies unchanged.
  public var preserves: Preserved = .fields([])
  /// What the agent adds to number fields; amounts are 0 or more.
  public var adds: [(field: JSONPointer, amount: Int)] = []
  /// Fields whose value comes from another field.
  public var copies: [(field: JSONPointer, source: JSONPointer)] = []
  /// How `handoff check` starts the real agent: a program and its arguments, run from the manifest's folder.
  public var command: [String]?
  /// Variables that the command gets beside those of the process that starts it, or instead of them.
  public var env: [(name: String, value: String)] = []
  /// The folder that the command runs in, from the manifest's folder; that itself where absent.
  public var cwd: String?
  /// Whether it may answer the same payload differently, as a model does: `handoff check` then measures how often it
  /// fails.
  public var isNondeterministic = false
  /// Members whose names begin with `x-`, kept as they were.
  public var extensions: JSONObject = [:]
  /// Where the agent was declared.
  public var declaredAt: SourceLocation?
  /// The contracts that `accepts` and `produces` were given as values; the system takes them over.
  var attachedContracts: [Contract] = []
  /// The elements that may stand once and were met.
  var seenElements: [String] = []
  /// What the result builder could not take; see ``AgentSystem/problems``.
  package var builderProblems: [DeclarationProblem] = []

  /// Makes an agent without any property; see the result builder for the usual way.
  public init(name: String, kind: Kind = .agent, declaredAt: SourceLocation? = nil) {
    self.name = name
    self.kind = kind
    self.declaredAt = declaredAt
  }
}
