/// What an agent accepts.
public struct Accepts: AgentElement {
  private let acceptance: Agent.Acceptance
  private let contract: Contract?

  /// Accepts the output of a contract, which becomes part of the system.
  public init(_ contract: Contract) {
    acceptance = .contract(contract.name)
    self.contract = contract
  }

  /// Accepts the output of the contract of a name, which is declared elsewhere.
  public init(_ contract: String) {
    acceptance = .contract(contract)
    self.contract = nil
  }

  /// Accepts payloads of a shape.
  public init(_ shape: Shape) {
    acceptance = .schema(shape.schema)
    contract = nil
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.accepts != nil { agent.report(.repeatedElement("Accepts"), member: "accepts") }
    agent.accepts = acceptance
    if let contract { agent.attachedContracts.append(contract) }
  }
}

/// What an agent answers when what it receives breaks what it accepts.
public struct OnInvalid: AgentElement {
  private let answer: Agent.InvalidAnswer

  /// Says that it refuses (`.reject`), or answers with a failure of its contract (`.failure("kind")`).
  public init(_ answer: Agent.InvalidAnswer) {
    self.answer = answer
  }

  /// Answers with the failure of a kind, which the agent's contract declares.
  public init(_ kind: String) {
    answer = .failure(kind)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.onInvalid != nil { agent.report(.repeatedElement("OnInvalid"), member: "onInvalid") }
    agent.onInvalid = answer
  }
}
