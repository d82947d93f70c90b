public import HandoffSchema

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
