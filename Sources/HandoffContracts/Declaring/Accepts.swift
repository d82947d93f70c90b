/// What an agent accepts.
public struct Accepts: AgentElement {
  private let acceptance: Agent.Acceptance
  /// What the shape brings along, where it is one.
  private let shape: Shape?
  private let contract: Contract?
  private let location: SourceLocation

  /// Accepts the output of a contract, which becomes part of the system.
  public init(_ contract: Contract, fileID: String = #fileID, line: Int = #line) {
    acceptance = .contract(contract.name)
    shape = nil
    self.contract = contract
    location = SourceLocation(file: fileID, line: line)
  }

  /// Accepts the output of the contract of a name, which is declared elsewhere.
  public init(_ contract: String, fileID: String = #fileID, line: Int = #line) {
    acceptance = .contract(contract)
    shape = nil
    self.contract = nil
    location = SourceLocation(file: fileID, line: line)
  }

  /// Accepts the output of a contract or the payload of these of its failures.
  public init(
    _ contract: Contract, orFailure kind: String, _ more: String..., fileID: String = #fileID,
    line: Int = #line
  ) {
    self.init(.output(of: contract, orFailures: [kind] + more), fileID: fileID, line: line)
  }

  /// Accepts payloads of a shape.
  public init(_ shape: Shape, fileID: String = #fileID, line: Int = #line) {
    acceptance = .schema(shape.schema)
    self.shape = shape
    contract = nil
    location = SourceLocation(file: fileID, line: line)
  }

  /// Accepts objects with fields; they may have further members.
  public init(fileID: String = #fileID, line: Int = #line, @FieldsBuilder _ fields: () -> [Field]) {
    self.init(.object(fields: fields()), fileID: fileID, line: line)
  }

  /// A likely slip, with its remedy.
  @available(
    *, unavailable,
    message:
      "Only the contract itself tells its failures: write Accepts(contract, orFailure: \"kind\") with the value."
  )
  public init(_ contract: String, orFailure kind: String) {
    self.init(contract)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.accepts != nil { agent.report(.repeatedElement("Accepts"), member: "accepts", at: location) }
    agent.accepts = acceptance
    if let shape { agent.take(shape, at: "accepts", location) }
    if let contract { agent.attachedContracts.attach([contract]) }
  }
}

/// What an agent answers when what it receives breaks what it accepts.
public struct OnInvalid: AgentElement {
  private let answer: Agent.InvalidAnswer
  private let location: SourceLocation

  /// Says that it refuses (`.reject`), or answers with a failure of its contract (`.failure("kind")`).
  public init(_ answer: Agent.InvalidAnswer, fileID: String = #fileID, line: Int = #line) {
    self.answer = answer
    location = SourceLocation(file: fileID, line: line)
  }

  /// Answers with the failure of a kind, which the agent's contract declares.
  public init(_ kind: String, fileID: String = #fileID, line: Int = #line) {
    self.init(.failure(kind), fileID: fileID, line: line)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.onInvalid != nil {
      agent.report(.repeatedElement("OnInvalid"), member: "onInvalid", at: location)
    }
    agent.onInvalid = answer
  }
}
