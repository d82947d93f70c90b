public import HandoffSchema
internal import Synchronization

/// The schemas of one agent system, each compiled when it is first asked for and kept.
///
/// References such as `#/contracts/NAME/output` and `#/$defs/NAME` count from the manifest's root, unless they lead
/// somewhere in the schema itself; other parts of the manifest cannot be referred to. Schemas of agents and handoffs
/// that say the same are compiled once.
public final class SystemSchemas: Sendable {
  private let system: AgentSystem
  private let options: SchemaOptions
  private let contracts: NameIndex<ContractIndex>
  /// What references may lead to, as members of the manifest's root.
  private let shared: JSONObject
  private let memory = Mutex(Memory())

  private struct Memory {
    var places: [SchemaPlace: Result<Schema, SchemaError>] = [:]
    /// Schemas of agents and handoffs by what they say, each with where it stood when it was compiled: large systems
    /// repeat few of them many times.
    var ofMany: [JSONValue: (result: Result<Schema, SchemaError>, place: SchemaPlace)] = [:]
    /// Whether definitions and outputs are sound, from the first question about an error.
    var survey: [SchemaPlace: SchemaSurvey.Verdict]?
    /// Agents by name, from the first question that names one.
    var agents: NameIndex<AgentIndex>?
  }

  /// Prepares the schemas of a system; nothing is compiled yet.
  ///
  /// - Complexity: O(*n*) in the number of contracts.
  public init(_ system: AgentSystem, options: SchemaOptions = SchemaOptions()) {
    self.system = system
    var options = options
    options.hosts = .manifests
    let (files, others) = (system.schemaFiles, options.resolver)
    if !files.files.isEmpty {
      options.resolver = { uri in files.document(uri) ?? others?(uri) }
      options.home = { files.home($0) }
    }
    self.options = options
    contracts = NameIndex(system.contracts.lazy.map(\.name))
    shared = system.referableMembers
  }

  /// The schema at a place; `nil` where nothing is said and so every payload is allowed: no `input`, no
  /// `accepts`, no guard, or an `accepts` that names an undeclared contract.
  ///
  /// - Throws: ``SchemaError``; never for a system without ``AgentSystem/problems``. Its pointer counts from the
  ///   manifest's root.
  public func schema(at place: SchemaPlace) throws(SchemaError) -> Schema? {
    var place = place
    if case .contract(let name) = system.acceptance(at: place) {
      guard let contract = contracts[name]?.rawValue else { return nil }
      place = .output(contract: contract)
    }
    if let known = memory.withLock({ $0.places[place] }) { return try known.get() }
    guard let written = written(at: place) else { return nil }
    // Compiled outside the lock: two callers may do the same work, none waits for the other.
    let result = result(for: written, at: place)
    memory.withLock { memory in
      memory.places[place] = result
      if place.isOfMany, memory.ofMany[written] == nil { memory.ofMany[written] = (result, place) }
    }
    return try result.get()
  }

  /// The schema of a contract's output, or `nil` for an undeclared contract.
  ///
  /// - Throws: As ``schema(at:)``.
  public func output(of contract: String) throws(SchemaError) -> Schema? {
    guard let index = contracts[contract]?.rawValue else { return nil }
    return try schema(at: .output(contract: index))
  }

  /// The schema of a failure's whole payload, or `nil` where the contract or the kind is not declared.
  ///
  /// - Throws: As ``schema(at:)``.
  public func failure(_ kind: String, of contract: String) throws(SchemaError) -> Schema? {
    guard let index = contracts[contract]?.rawValue,
      let failure = system.contracts[index].failures.firstIndex(where: { $0.kind.hasSameCodePoints(as: kind) }
      )
    else { return nil }
    return try schema(at: .failure(contract: index, failure: failure))
  }

  /// The schema of what an agent accepts, or `nil` where it accepts anything or is not declared.
  ///
  /// - Throws: As ``schema(at:)``.
  public func accepted(by agent: String) throws(SchemaError) -> Schema? {
    let index = memory.withLock { memory in
      let agents = memory.agents ?? NameIndex(system.agents.lazy.map(\.name))
      memory.agents = agents
      return agents[agent]?.rawValue
    }
    return try index.flatMap { index throws(SchemaError) in try schema(at: .accepts(agent: index)) }
  }

  /// A schema that a caller makes of one that the system declares; what it refers to is what the system declares.
  ///
  /// - Throws: ``SchemaError`` where it does not compile.
  /// - Complexity: O(*n*) in the size of the schema and of what it refers to; nothing else of the system is looked at.
  package func schema(made value: JSONValue) throws(SchemaError) -> Schema {
    // Wherever a manifest holds a schema it is read alike.
    try compile(value, at: .input).get()
  }

  /// Why the schema at a place cannot be compiled, or `nil` where it can.
  package func error(at place: SchemaPlace) -> SchemaError? {
    // What references may lead to is judged all at once: definitions that refer to each other in a chain would
    // be read again for each of them.
    if memory.withLock({ $0.places[place] }) == nil {
      switch survey()[place] {
      case .sound?: return nil
      case .broken(let error)?: return error
      case .unknown?, nil: break
      }
    }
    do throws(SchemaError) {
      _ = try schema(at: place)
      return nil
    } catch {
      return error
    }
  }

  private func survey() -> [SchemaPlace: SchemaSurvey.Verdict] {
    if let known = memory.withLock({ $0.survey }) { return known }
    var places = system.definitions.indices.map(SchemaPlace.definition)
    // Equal outputs are sound together; where one is not, each is compiled by itself for the location of its error.
    var firstOfEqual: [JSONValue: Int] = [:]
    var others: [(contract: Int, first: Int)] = []
    for (contract, output) in system.contracts.map(\.output).enumerated() {
      let first = firstOfEqual[output, default: contract]
      if first == contract {
        firstOfEqual[output] = contract
        places.append(.output(contract: contract))
      } else {
        others.append((contract, first))
      }
    }
    let survey = SchemaSurvey(of: .object(shared), at: places.map(system.pointer(to:)), options: options)
    var verdicts = Dictionary(uniqueKeysWithValues: zip(places, survey.verdicts))
    for (contract, first) in others {
      let isSound = verdicts[.output(contract: first)] == .sound
      verdicts[.output(contract: contract)] = isSound ? .sound : .unknown
    }
    memory.withLock { $0.survey = verdicts }
    return verdicts
  }

  private func written(at place: SchemaPlace) -> JSONValue? {
    guard case .failure(let contract, let failure) = place else { return system.schemaValue(at: place) }
    return system.contracts[contract].payloadSchema(ofFailure: failure)
  }

  private func result(for written: JSONValue, at place: SchemaPlace) -> Result<Schema, SchemaError> {
    guard place.isOfMany, let known = memory.withLock({ $0.ofMany[written] }) else {
      return compile(written, at: place)
    }
    // An error tells the location of this schema, not of the one that was compiled.
    return known.result.mapError { error in
      var error = error
      let compiled = system.pointer(to: known.place).tokens
      if error.uri.isEmpty, error.pointer.tokens.starts(with: compiled) {
        error.pointer.tokens.replaceSubrange(..<compiled.count, with: system.pointer(to: place).tokens)
      }
      return error
    }
  }

  private func compile(_ written: JSONValue, at place: SchemaPlace) -> Result<Schema, SchemaError> {
    let pointer = system.pointer(to: place)
    let document = shared.adding(written, at: pointer.tokens)
    return Result { () throws(SchemaError) in
      try Schema(document: .object(document), at: pointer, options: options)
    }
  }
}

extension AgentSystem {
  /// The compiled schemas of the system; keep the result, it holds what was compiled.
  ///
  /// - Complexity: O(*n*) in the number of contracts.
  public func schemas(options: SchemaOptions = SchemaOptions()) -> SystemSchemas {
    SystemSchemas(self, options: options)
  }
}
