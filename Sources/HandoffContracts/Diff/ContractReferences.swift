internal import HandoffSchema

/// Finds what a system says by some parts of a contract: by the contract's name, and by references that lead to them.
struct ContractReferences {
  private let system: AgentSystem
  private let contract: String
  private let parts: [ContractPart]
  private let contracts: NameIndex<ContractIndex>

  /// Looks for parts of a contract.
  ///
  /// - `contract`: The contract's name.
  /// - `parts`: Its parts that count.
  init(to contract: String, _ parts: [ContractPart], in system: AgentSystem) {
    self.system = system
    self.contract = contract
    self.parts = parts
    contracts = NameIndex(system.contracts.lazy.map(\.name))
  }

  /// Whether what is accepted is said by the parts.
  func lead(from acceptance: Agent.Acceptance?) -> Bool {
    switch acceptance {
    case .contract(let name): parts.contains(.output) && name.hasSameCodePoints(as: contract)
    case .schema(let schema): lead(from: schema)
    case nil: false
    }
  }

  /// Whether references of a schema lead to the parts, directly or through definitions and other contracts.
  ///
  /// - Complexity: O(*n*) in the size of the schema and of those that it refers to.
  func lead(from schema: JSONValue) -> Bool {
    guard schema.hasReferences else { return false }
    var open = [schema]
    var seen: Set<[ExactString]> = []
    while let schema = open.popLast() {
      for reference in SchemaReferences(in: schema, at: .root, base: "").references
      where !reference.isIdentified && reference.text.utf8.first == UInt8(ascii: "#") {
        let fragment = URIReference.percentDecoded(URIReference(reference.text).fragment ?? "")
        // What leads somewhere in the schema itself leads there.
        guard let pointer = JSONPointer(parsing: fragment), schema[pointer] == nil,
          let held = SchemaHosts.manifests.schema(around: pointer)?.tokens
        else { continue }
        if names(held) { return true }
        if seen.insert(held.map { ExactString($0) }).inserted, let next = self.schema(at: held) {
          open.append(next)
        }
      }
    }
    return false
  }

  /// Whether a schema of the manifest is one of the parts.
  private func names(_ held: [String]) -> Bool {
    guard held.count > 2, held[0] == "contracts", held[1].hasSameCodePoints(as: contract) else {
      return false
    }
    return parts.contains { part in
      switch part {
      case .output: held[2] == "output"
      case .failure(let kind): held[2] == "failures" && kind.hasSameCodePoints(as: held[3])
      }
    }
  }

  /// The schemas of a manifest that references may lead to.
  private func schema(at held: [String]) -> JSONValue? {
    if held[0] == "$defs" { return system.definitions[held[1]] }
    guard held[0] == "contracts", let index = contracts[held[1]] else { return nil }
    if held[2] == "output" { return system[index].output }
    return system[index].failures.first { $0.kind.hasSameCodePoints(as: held[3]) }?.schema
  }
}
