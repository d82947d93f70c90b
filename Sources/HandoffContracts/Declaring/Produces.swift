/// The contract of an agent's output.
public struct Produces: AgentElement {
  private let name: String
  private let contract: Contract?
  private let location: SourceLocation

  /// Promises the outputs of a contract, which becomes part of the system.
  public init(_ contract: Contract, fileID: String = #fileID, line: Int = #line) {
    name = contract.name
    self.contract = contract
    location = SourceLocation(file: fileID, line: line)
  }

  /// Promises the outputs of the contract of a name, which is declared elsewhere.
  public init(_ contract: String, fileID: String = #fileID, line: Int = #line) {
    name = contract
    self.contract = nil
    location = SourceLocation(file: fileID, line: line)
  }

  /// Outputs are promised by a contract: write `Produces(Contract("name") { Output(shape) })`.
  @available(
    *, unavailable,
    message: "An agent produces by contract: write Produces(Contract(\"name\") { Output(shape) })."
  )
  public init(_ shape: Shape) {
    self.init("")
  }

  /// Outputs are promised by a contract: write `Produces(Contract("name") { Output { … } })`.
  @available(
    *, unavailable,
    message:
      "An agent produces by contract: write Produces(Contract(\"name\") { Output { Field(\"field\", shape) } })."
  )
  public init(@FieldsBuilder _ fields: () -> [Field]) {
    self.init("")
  }

  /// A likely slip, with its remedy.
  @available(
    *, unavailable,
    message: "Failures belong to the contract: write Contract(\"name\") { Output { … }; Failure(\"kind\") }."
  )
  public init(_ contract: Contract, orFailure kind: String) {
    self.init(contract)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.produces != nil { agent.report(.repeatedElement("Produces"), member: "produces", at: location) }
    agent.produces = name
    if let contract { agent.attachedContracts.attach([contract]) }
  }
}
