public import HandoffSchema

/// Agents, their contracts and the handoffs between them.
///
/// Written in Swift with result builders or read from a manifest; both say the same things. Equality ignores
/// where the declarations were written.
public struct AgentSystem: Sendable {
  /// The system's name.
  public var name: String
  /// The agents that receive the first payload; empty where an importer could not tell (`null` in a manifest).
  public var entry: [String]
  /// What the entry agents may receive; anything where absent.
  public var input: JSONValue?
  /// How an agent's handoffs are chosen where it does not say so itself.
  public var selection: Selection
  /// The limit on one run.
  public var limits: RunLimit?
  /// Whose failures must be able to reach a human; nobody's where absent.
  public var escalation: Escalation?
  /// Where ``escalation`` was declared, as far as that is known apart from the system.
  package var escalationDeclaredAt: SourceLocation?
  /// The contracts in order.
  public var contracts: [Contract]
  /// The agents in order.
  public var agents: [Agent]
  /// The handoffs in order.
  public var handoffs: [Handoff]
  /// Schemas that others refer to as `#/$defs/NAME`.
  public var definitions: JSONObject
  /// The stores in order.
  public var stores: [Store]
  /// Accepted findings.
  public var allowances: [Allowance]
  /// Members whose names begin with `x-`, kept as they were.
  public var extensions: JSONObject
  /// Where the system was declared.
  public var declaredAt: SourceLocation?
  /// Where the names in `entry` stand, in the same order; empty where nobody said, as in Swift.
  package var entryLocations: [SourceLocation] = []
  /// The `$schema` of the manifest, by which editors find what it may hold; it says nothing about the system.
  public var manifestSchema: String?
  /// The schema files that the manifest refers to.
  var schemaFiles = SchemaFiles()
  /// What the result builder could not take; see ``problems``.
  package var builderProblems: [DeclarationProblem] = []
  /// The agents that handoffs and the entry were given as values; those that nobody declares join the system.
  var referencedAgents: [Agent] = []
  /// The elements that may stand once and were met.
  var seenElements: [String] = []

  /// Makes a system of its parts; see the result builder for the usual way.
  public init(
    name: String, entry: [String], input: JSONValue? = nil, selection: Selection = .choice,
    limits: RunLimit? = nil, contracts: [Contract] = [], agents: [Agent] = [], handoffs: [Handoff] = [],
    definitions: JSONObject = [:], stores: [Store] = [], allowances: [Allowance] = [],
    extensions: JSONObject = [:], declaredAt: SourceLocation? = nil
  ) {
    self.name = name
    self.entry = entry
    self.input = input
    self.selection = selection
    self.limits = limits
    self.contracts = contracts
    self.agents = agents
    self.handoffs = handoffs
    self.definitions = definitions
    self.stores = stores
    self.allowances = allowances
    self.extensions = extensions
    self.declaredAt = declaredAt
  }

  /// How the next handoff is found among those that are enabled.
  public enum Selection: String, Sendable, Hashable, CaseIterable {
    /// Any enabled handoff may be taken: a model decides.
    case choice
    /// The first enabled handoff in declaration order is taken.
    case firstMatch
  }
}
