package import HandoffContracts

/// What a rule saw, in terms of places in the system; the audit turns it into a finding.
package struct Observation: Sendable {
  /// The element to look at, by its place in the system's lists.
  package enum Place: Sendable, Hashable {
    case system
    case runLimit
    case contract(Int)
    case failure(contract: Int, failure: Int)
    case agent(Int)
    case handoff(Int)
    case allowance(Int)
  }

  package var place: Place
  /// Where it differs from the rule's own.
  package var severity: Severity?
  package var message: String
  package var remedy: String
  /// Agents by place, in declaration order.
  package var agents: [Int]
  /// Handoffs by place, in declaration order.
  package var handoffs: [Int]
  package var witness: Finding.Witness?
  /// The agent at which the witness begins: the way there from an entry becomes its stem.
  package var start: Int?

  package init(
    at place: Place, severity: Severity? = nil, _ message: String, remedy: String, agents: [Int] = [],
    handoffs: [Int] = [], witness: Finding.Witness? = nil, start: Int? = nil
  ) {
    self.place = place
    self.severity = severity
    self.message = message
    self.remedy = remedy
    self.agents = agents
    self.handoffs = handoffs
    self.witness = witness
    self.start = start
  }
}
