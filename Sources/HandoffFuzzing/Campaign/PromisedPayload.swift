import HandoffContracts
import HandoffSchema

/// Puts together the one schema of what travels on a handoff.
struct PromisedPayload {
  let system: AgentSystem
  let contract: Contract
  let handoff: Handoff
  let schemas: SystemSchemas

  init(_ system: AgentSystem, _ contract: Contract, _ handoff: Handoff, _ schemas: SystemSchemas) {
    self.system = system
    self.contract = contract
    self.handoff = handoff
    self.schemas = schemas
  }

  /// The schema; `nil` where the contract declares none of the failures that the handoff is for.
  ///
  /// What travels when a limit is reached or no target was named is the producer's output.
  func schema() throws(SchemaError) -> Schema? {
    var parts: [JSONValue]
    switch handoff.trigger {
    case .output, .limit, .none:
      guard handoff.when != nil else { return try schemas.output(of: contract.name) }
      let place = JSONPointer(tokens: ["contracts", contract.name, "output"])
      parts = [["$ref": .string(place.fragment)]]
    case .anyFailure, .failures:
      let kinds = contract.failures.indices.filter { handoff.trigger.answers(contract.failures[$0].kind) }
      guard let first = kinds.first else { return nil }
      if kinds.count == 1, handoff.when == nil {
        return try schemas.failure(contract.failures[first].kind, of: contract.name)
      }
      parts = [["anyOf": .array(kinds.map { contract.payloadSchema(ofFailure: $0) })]]
    }
    guard let guardSchema = handoff.when else { return try compile(["allOf": .array(parts)]) }
    parts.append(guardSchema)
    return try compile(["allOf": .array(parts)])?.withoutDeadBranches()
  }

  /// Compiles a schema whose references count from the manifest's root, as a definition of its own.
  private func compile(_ schema: JSONValue) throws(SchemaError) -> Schema? {
    var extended = system
    var name = "promise"
    while extended.definitions[name] != nil { name += "_" }
    extended.definitions[name] = schema
    return try extended.schemas().schema(at: .definition(extended.definitions.count - 1))
  }
}
