/// The contract of an agent's output.
public struct Produces: AgentElement {
  private let name: String
  private let contract: Contract?

  /// Promises the outputs of a contract, which becomes part of the system.
  public init(_ contract: Contract) {
    name = contract.name
    self.contract = contract
  }

  /// Promises the outputs of the contract of a name, which is declared elsewhere.
  public init(_ contract: String) {
    name = contract
    self.contract = nil
  }

  /// Outputs are promised by a contract: write `Produces(Contract("name") { Output(shape) })`.
  @available(
    *, unavailable,
    message: "An agent produces by contract: write Produces(Contract(\"name\") { Output(shape) })."
  )
  public init(_ shape: Shape) {
    self.init("")
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.produces != nil { agent.report(.repeatedElement("Produces"), member: "produces") }
    agent.produces = name
    if let contract { agent.attachedContracts.append(contract) }
  }
}
