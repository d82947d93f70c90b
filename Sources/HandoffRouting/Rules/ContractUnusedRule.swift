import HandoffContracts
import HandoffSchema

struct ContractUnusedRule: Rule {
  static let info = RuleInfo(
    id: "contract-unused", severity: .note, subject: .payloads,
    summary: "A contract that nothing in the system refers to.",
    why:
      "No agent keeps it and none relies on it. Often an agent's `produces` was forgotten, or the contract was replaced.",
    accepted: counter(produced: #""produces": "count", "#), rejected: counter(produced: ""))

  private static func counter(produced: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "count", "entry": "counter",
      "contracts": {"count": {"output": {"type": "integer", "minimum": 1}}},
      "agents": {"counter": {\(produced)"finishes": true}},
      "handoffs": []
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    let system = facts.system
    var used = Set(ContractUse.names(in: system).compactMap { facts.index.contract(named: $0) })
    guard used.count < system.contracts.count else { return [] }
    let references = ContractUse.references(in: system)
    for index in system.contractIndices where !used.contains(index) {
      if references.contains(ExactString(system[index].name)) { used.insert(index) }
    }
    return system.contractIndices.filter { !used.contains($0) }.map { index in
      Observation(
        at: .contract(index), "Nothing refers to the contract \(Wording.quoted(system[index].name)).",
        remedy: "Name it in \(facts.spelled(.produces)) of the agent that keeps it, or remove it.")
    }
  }
}

/// Which contracts a system refers to.
private enum ContractUse {
  /// The contracts that agents and handoffs name.
  static func names(in system: AgentSystem) -> [String] {
    let acceptances =
      system.agents.map(\.accepts) + system.handoffs.map(\.payload) + system.handoffs.map(\.result)
    return system.agents.compactMap(\.produces)
      + acceptances.compactMap { acceptance in
        if case .contract(let name) = acceptance { name } else { nil }
      }
  }

  /// The contracts into which references of schemas lead.
  static func references(in system: AgentSystem) -> Set<ExactString> {
    var found: Set<ExactString> = []
    let fragments = Dictionary(
      system.contracts.map {
        (ExactString(JSONPointer(tokens: ["contracts", $0.name]).fragment), $0.name)
      }, uniquingKeysWith: { first, _ in first })
    var waiting = schemas(in: system)
    while let value = waiting.popLast() {
      switch value {
      case .array(let elements): waiting += elements
      case .object(let members):
        for member in members {
          guard member.key == "$ref", case .string(let target) = member.value else {
            waiting.append(member.value)
            continue
          }
          // As written, and as a URI fragment: the first two tokens name the contract.
          let start = target.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(
            separator: "/")
          if let name = fragments[ExactString(start)] { found.insert(ExactString(name)) }
          if let tokens = JSONPointer(parsing: String(target.drop { $0 == "#" }))?.tokens, tokens.count > 1,
            tokens[0] == "contracts"
          {
            found.insert(ExactString(tokens[1]))
          }
        }
      default: break
      }
    }
    return found
  }

  private static func schemas(in system: AgentSystem) -> [JSONValue] {
    var schemas = [system.input].compactMap(\.self) + system.definitions.map(\.value)
    for contract in system.contracts { schemas += [contract.output] + contract.failures.compactMap(\.schema) }
    schemas += system.handoffs.compactMap(\.when)
    let acceptances =
      system.agents.map(\.accepts) + system.handoffs.map(\.payload) + system.handoffs.map(\.result)
    for case .schema(let schema) in acceptances { schemas.append(schema) }
    return schemas
  }
}
