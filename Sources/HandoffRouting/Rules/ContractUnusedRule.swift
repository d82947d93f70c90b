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
    let named = Set(ContractUse.names(in: system).compactMap { facts.index.contract(named: $0) })
    guard named.count < system.contracts.count else { return [] }
    let use = ContractUse(in: facts, named: named)
    return system.contractIndices.filter { !use.used.contains($0) }.map { index in
      let name = Wording.quoted(system[index].name)
      let message =
        switch use.referring(to: index) {
        case .nothing: "Nothing refers to the contract \(name)."
        case .itself: "Nothing but itself refers to the contract \(name)."
        case .unusedOnes: "Only contracts that nothing uses refer to the contract \(name)."
        }
      return Observation(
        at: .contract(index), message,
        remedy: "Name it in \(facts.spelled(.produces)) of the agent that keeps it, or remove it.")
    }
  }
}

/// Which contracts a system refers to.
private struct ContractUse {
  /// What refers to a contract that is not used.
  enum Referrer {
    case nothing, itself, unusedOnes
  }

  /// Those that are named, and those that references lead to from what is used.
  private(set) var used: Set<ContractIndex>
  /// For each contract those that it refers to.
  private let references: [Set<ContractIndex>]

  /// - Complexity: O(*n*) in the size of the system's schemas.
  init(in facts: RoutingFacts, named: Set<ContractIndex>) {
    let system = facts.system
    references = system.contracts.map { contract in
      Self.references(in: [contract.output] + contract.failures.compactMap(\.schema), facts)
    }
    used = named.union(Self.references(in: Self.otherSchemas(in: system), facts))
    var waiting = Array(used)
    while let contract = waiting.popLast() {
      for other in references[contract.rawValue] where used.insert(other).inserted { waiting.append(other) }
    }
  }

  /// What refers to a contract that is not used.
  func referring(to contract: ContractIndex) -> Referrer {
    let others = references.indices.contains { other in
      other != contract.rawValue && references[other].contains(contract)
    }
    if others { return .unusedOnes }
    return references[contract.rawValue].contains(contract) ? .itself : .nothing
  }

  /// The contracts that agents and handoffs name.
  static func names(in system: AgentSystem) -> [String] {
    system.agents.compactMap(\.produces)
      + acceptances(in: system).compactMap { if case .contract(let name) = $0 { name } else { nil } }
  }

  private static func acceptances(in system: AgentSystem) -> [Agent.Acceptance?] {
    system.agents.map(\.accepts) + system.handoffs.map(\.payload) + system.handoffs.map(\.result)
  }

  /// The contracts into which references lead, as they are followed when schemas are read.
  private static func references(in schemas: [JSONValue], _ facts: RoutingFacts) -> Set<ContractIndex> {
    var found: Set<ContractIndex> = []
    for schema in schemas {
      for reference in SchemaReferences(in: schema, at: .root, base: "").references
      where !reference.isIdentified && reference.text.utf8.first == UInt8(ascii: "#") {
        let fragment = URIReference.percentDecoded(URIReference(reference.text).fragment ?? "")
        guard let tokens = JSONPointer(parsing: fragment)?.tokens, tokens.count > 1, tokens[0] == "contracts",
          let contract = facts.index.contract(named: tokens[1])
        else { continue }
        found.insert(contract)
      }
    }
    return found
  }

  /// The schemas that stand in no contract; what a definition says is at hand for all.
  private static func otherSchemas(in system: AgentSystem) -> [JSONValue] {
    var schemas = [system.input].compactMap(\.self) + system.definitions.map(\.value)
    schemas += system.handoffs.compactMap(\.when)
    for case .schema(let schema) in acceptances(in: system) { schemas.append(schema) }
    return schemas
  }
}
