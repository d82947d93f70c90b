package import HandoffContracts
package import HandoffSchema

/// What a rule saw, in terms of indices; the audit turns it into a finding.
package struct Observation: Sendable {
  /// The element to look at.
  package enum Subject: Sendable, Hashable {
    case system
    /// A name in the system's entry, by its position there.
    case entry(Int)
    case runLimit
    case contract(ContractIndex)
    case failure(ContractIndex, FailureIndex)
    case agent(AgentIndex)
    case handoff(HandoffIndex)
    /// By its position in the system's list.
    case allowance(Int)
  }

  package var subject: Subject
  /// Where it differs from the rule's own.
  package var severity: Severity?
  package var message: String
  package var remedy: String
  /// In declaration order.
  package var agents: [AgentIndex]
  /// In declaration order.
  package var handoffs: [HandoffIndex]
  package var witness: Finding.Witness?
  /// The agent at which the witness begins: the way there from an entry becomes its stem.
  package var start: AgentIndex?
  /// What it rests on, where that differs from what its rule and its witness say.
  package var basis: Finding.Basis?
  /// What it depends on and nobody knows, in words.
  package var unknowns: [String] = []
  /// What makes observations of one rule one thing to mend; `nil` for one that stands for itself.
  ///
  /// Those with equal causes become one finding.
  package var cause: [JSONValue]?

  package init(
    at subject: Subject, severity: Severity? = nil, _ message: String, remedy: String,
    agents: [AgentIndex] = [],
    handoffs: [HandoffIndex] = [], witness: Finding.Witness? = nil, start: AgentIndex? = nil
  ) {
    self.subject = subject
    self.severity = severity
    self.message = message
    self.remedy = remedy
    self.agents = agents
    self.handoffs = handoffs
    self.witness = witness
    self.start = start
  }
}
