package import HandoffSchema

/// A schema of an agent system, named by where it stands.
///
/// Indices count in ``AgentSystem/contracts``, ``Contract/failures``, ``AgentSystem/agents`` and
/// ``AgentSystem/handoffs``.
public enum SchemaPlace: Sendable, Hashable {
  /// What the entry agents may receive.
  case input
  /// The output of a contract.
  case output(contract: Int)
  /// The whole payload of a failure: an object whose tag names the kind, and the failure's own schema.
  case failure(contract: Int, failure: Int)
  /// What an agent accepts.
  case accepts(agent: Int)
  /// The guard of a handoff.
  case `guard`(handoff: Int)
  /// What a typed handoff carries.
  case payload(handoff: Int)
  /// What the sender of a handoff takes back.
  case result(handoff: Int)
  /// A named definition.
  case definition(Int)
}

extension SchemaPlace {
  /// Whether the schema belongs to an agent or a handoff; those repeat where many say the same, and nothing refers to
  /// them.
  var isOfMany: Bool {
    switch self {
    case .accepts, .guard, .payload, .result: true
    case .input, .output, .failure, .definition: false
    }
  }

  /// The tokens of the pointer to the schema where it is written.
  var depth: Int {
    switch self {
    case .input: 1
    case .definition: 2
    case .output, .accepts, .guard, .payload, .result: 3
    case .failure: 5
    }
  }

  /// Every place of a system where a schema is written, in the order of the manifest's members.
  static func all(in system: AgentSystem) -> [SchemaPlace] {
    var places: [SchemaPlace] = []
    if system.input != nil { places.append(.input) }
    for index in system.definitions.indices { places.append(.definition(index)) }
    for (index, contract) in system.contracts.enumerated() {
      places.append(.output(contract: index))
      for failure in contract.failures.indices where contract.failures[failure].schema != nil {
        places.append(.failure(contract: index, failure: failure))
      }
    }
    // By position: a copy of every agent and handoff would cost more than the question.
    for index in system.agents.indices {
      if case .schema = system.agents[index].accepts { places.append(.accepts(agent: index)) }
    }
    for index in system.handoffs.indices {
      if system.handoffs[index].when != nil { places.append(.guard(handoff: index)) }
      guard system.handoffs[index].box != nil else { continue }
      if case .schema = system.handoffs[index].payload { places.append(.payload(handoff: index)) }
      if case .schema = system.handoffs[index].result { places.append(.result(handoff: index)) }
    }
    return places
  }
}

extension AgentSystem {
  /// The schema that is written at a place; `nil` for a contract's name, and for nothing.
  package func schemaValue(at place: SchemaPlace) -> JSONValue? {
    switch place {
    case .input: return input
    case .output(let contract): return contracts[contract].output
    case .failure(let contract, let failure): return contracts[contract].failures[failure].schema
    case .accepts, .payload, .result:
      guard case .schema(let schema) = acceptance(at: place) else { return nil }
      return schema
    case .guard(let handoff): return handoffs[handoff].when
    case .definition(let index): return definitions[index].value
    }
  }

  /// What stands at a place where a contract may be named instead of a schema.
  package func acceptance(at place: SchemaPlace) -> Agent.Acceptance? {
    switch place {
    case .accepts(let agent): agents[agent].accepts
    case .payload(let handoff): handoffs[handoff].payload
    case .result(let handoff): handoffs[handoff].result
    case .input, .output, .failure, .guard, .definition: nil
    }
  }

  /// Where the element was written that a schema belongs to.
  func declaration(of place: SchemaPlace) -> SourceLocation? {
    switch place {
    case .input, .definition: declaredAt
    case .output(let contract): contracts[contract].declaredAt
    case .failure(let contract, let failure):
      contracts[contract].failures[failure].declaredAt ?? contracts[contract].declaredAt
    case .accepts(let agent): agents[agent].declaredAt
    case .guard(let handoff), .payload(let handoff), .result(let handoff): handoffs[handoff].declaredAt
    }
  }
}
