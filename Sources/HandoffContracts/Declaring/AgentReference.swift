internal import HandoffSchema

/// What names an agent where a handoff leads, or a run begins: its name, or the declared value.
///
/// A value cannot be misspelt. An agent that is only referred to by value becomes part of the system.
public protocol AgentReference: Sendable {
  /// The agent's name.
  static func agentName(of reference: Self) -> String
  /// The agent's declaration, where the reference brings it.
  static func agentDeclaration(of reference: Self) -> Agent?
}

// Both are static, so that strings get no new member.
extension String: AgentReference {
  /// The text itself.
  public static func agentName(of reference: String) -> String { reference }
  /// None: whoever has the name is declared elsewhere.
  public static func agentDeclaration(of reference: String) -> Agent? { nil }
}

extension Agent: AgentReference {
  /// The agent's name.
  public static func agentName(of reference: Agent) -> String { reference.name }
  /// The agent itself.
  public static func agentDeclaration(of reference: Agent) -> Agent? { reference }
}

extension Human: AgentReference {
  /// The person's name.
  public static func agentName(of reference: Human) -> String { reference.agent.name }
  /// The person as an agent.
  public static func agentDeclaration(of reference: Human) -> Agent? { reference.agent }
}

extension AgentSystem {
  /// Takes over the agents that were referred to by value and that nobody declares, in the order of the references.
  ///
  /// A declared agent of the name that says something else is a problem: nobody can tell which is meant.
  mutating func adoptReferencedAgents() {
    var declared = Dictionary(
      agents.enumerated().map { (ExactString($0.element.name), $0.offset) },
      uniquingKeysWith: { first, _ in first })
    for agent in referencedAgents {
      guard let index = declared[ExactString(agent.name)] else {
        declared[ExactString(agent.name)] = agents.count
        agent.apply(to: &self)
        continue
      }
      guard agents[index] == agent else {
        report(
          .duplicate(.agent, name: agent.name, first: agents[index].declaredAt), at: ["agents", agent.name],
          agent.declaredAt)
        continue
      }
      // The declaration may name its contracts where the value brings them.
      for contract in agent.attachedContracts { contract.apply(to: &self) }
    }
    referencedAgents = []
  }
}
