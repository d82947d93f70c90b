internal import HandoffSchema

/// What an agent is asked to do.
public struct Performs: AgentElement {
  /// The task in words.
  public var task: String

  /// States the task.
  public init(_ task: String) {
    self.task = task
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.task != nil { agent.report(.repeatedElement("Performs"), member: "task") }
    agent.task = task
  }
}

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

/// The tools that an agent may use.
public struct Tools: AgentElement {
  private let names: [String]

  /// Names tools; several `Tools` add up.
  public init(_ names: String...) {
    self.names = names
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.tools += names
  }
}

/// The stores that an agent reads.
public struct Reads: AgentElement {
  private let stores: [String]

  /// Names stores; several `Reads` add up.
  public init(_ stores: String...) {
    self.stores = stores
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.reads += stores
  }
}

/// The stores that an agent writes.
public struct Writes: AgentElement {
  private let stores: [String]

  /// Names stores; several `Writes` add up.
  public init(_ stores: String...) {
    self.stores = stores
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.writes += stores
  }
}

/// How `handoff check` starts the real agent; no other command runs it.
public struct Command: AgentElement {
  private let words: [String]

  /// Names a program and its arguments, run from the manifest's folder.
  public init(_ program: String, _ arguments: String...) {
    words = [program] + arguments
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.command != nil { agent.report(.repeatedElement("Command"), member: "command") }
    agent.command = words
  }
}
