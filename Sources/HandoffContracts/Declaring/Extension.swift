public import HandoffSchema

/// A member that other tools put into a declaration; its name begins with `x-`.
public struct Extension: SystemElement, AgentElement, ContractElement {
  private let name: String
  private let value: JSONValue
  private let location: SourceLocation

  /// Keeps a value under a name such as `"x-owner"`.
  public init(_ name: String, _ value: JSONValue, fileID: String = #fileID, line: Int = #line) {
    self.name = name
    self.value = value
    location = SourceLocation(file: fileID, line: line)
  }

  private var repeated: DeclarationProblem.Reason { .repeatedElement("Extension(\(quoted(name)), …)") }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    if system.extensions[name] != nil { system.report(repeated, at: [name], location) }
    system.extensions[name] = value
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.extensions[name] != nil { agent.report(repeated, member: name, at: location) }
    agent.extensions[name] = value
  }

  /// Adds what the element says to a contract.
  public func apply(to contract: inout Contract) {
    if contract.extensions[name] != nil { contract.report(repeated, at: location, name) }
    contract.extensions[name] = value
  }
}
