public import HandoffSchema

/// The limit on one run of the system.
public struct Limits: SystemElement {
  private let limit: AgentSystem.RunLimit

  /// Sets the limit.
  ///
  /// - `handoffs`: The most handoffs in one run, from 1.
  /// - `onLimit`: The agent that gets the work when the limit is reached.
  /// - `implied`: Whether it is a framework's default that nobody declared.
  public init(
    handoffs: Int, onLimit: String? = nil, implied: Bool = false, fileID: String = #fileID, line: Int = #line
  ) {
    limit = AgentSystem.RunLimit(
      handoffs: handoffs, onLimit: onLimit, isImplied: implied,
      declaredAt: SourceLocation(file: fileID, line: line))
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    if system.limits != nil { system.report(.repeatedElement("Limits"), at: ["limits"], limit.declaredAt) }
    system.limits = limit
  }
}

/// What the entry agents may receive.
public struct Input: SystemElement {
  private let shape: Shape
  private let place: SourceLocation

  /// States the shape of the first payload.
  public init(_ shape: Shape, fileID: String = #fileID, line: Int = #line) {
    self.shape = shape
    place = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    if system.input != nil { system.report(.repeatedElement("Input"), at: ["input"], place) }
    system.input = shape.schema
  }
}

/// A shape with a name, for ``Shape/reference(_:)``; shapes may refer to themselves that way.
public struct Definition: SystemElement {
  private let name: String
  private let shape: Shape
  private let place: SourceLocation

  /// Names a shape.
  public init(_ name: String, _ shape: Shape, fileID: String = #fileID, line: Int = #line) {
    self.name = name
    self.shape = shape
    place = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    if system.definitions[name] != nil {
      system.report(.duplicate(.definition, name: name, first: nil), at: ["$defs", name], place)
    }
    system.definitions[name] = shape.schema
  }
}

/// A finding that the owners of the system accept.
public struct Allow: SystemElement {
  private let allowance: Allowance

  /// Accepts the findings of a rule.
  ///
  /// - `rule`: The rule's id, such as `"loop-global-limit"`.
  /// - `at`: The agent or handoff that the finding must mention; any where absent.
  /// - `because`: The reason, for whoever reads the declaration later.
  public init(
    _ rule: String, at: String? = nil, because: String, fileID: String = #fileID, line: Int = #line
  ) {
    allowance = Allowance(
      rule: rule, at: at, because: because, declaredAt: SourceLocation(file: fileID, line: line))
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    system.allowances.append(allowance)
  }
}

/// A member that other tools put into a declaration; its name begins with `x-`.
public struct Extension: SystemElement, AgentElement, ContractElement {
  private let name: String
  private let value: JSONValue

  /// Keeps a value under a name such as `"x-owner"`.
  public init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) { system.extensions[name] = value }
  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) { agent.extensions[name] = value }
  /// Adds what the element says to a contract.
  public func apply(to contract: inout Contract) { contract.extensions[name] = value }
}
