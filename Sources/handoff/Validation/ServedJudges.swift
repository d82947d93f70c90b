import HandoffChecking
import HandoffContracts
import HandoffRuntime
import HandoffSchema

/// Contracts and schemas in executable form, each read from its file once.
struct ServedJudges {
  /// Says what payloads are.
  enum Judge {
    case contract(ContractGate)
    case schema(Schema)
  }

  /// A contract, by its own name and that of its manifest.
  private struct ContractName: Hashable {
    var contract: ExactString
    var system: ExactString
  }

  /// The most files that are kept; which ones a sender names nobody knows beforehand.
  private static let limit = 1_000

  private let options: SchemaOptions
  private let sources: SchemaSources
  private let surroundings: Surroundings
  /// What the command names: the name of a manifest, or a schema.
  private var standingSystem: String?
  private var standingSchema: Schema?
  private var systems: [ExactString: AgentSystem] = [:]
  private var gates: [ContractName: ContractGate] = [:]
  private var schemas: [ExactString: Schema] = [:]

  init(options: SchemaOptions, sources: SchemaSources, in surroundings: Surroundings) {
    self.options = options
    self.sources = sources
    self.surroundings = surroundings
  }

  /// Reads what requests mean that name no file.
  ///
  /// - Throws: ``CommandError`` where it is neither a manifest nor a schema.
  mutating func stand(by name: String) throws(CommandError) {
    if DocumentFile.split(name).fragment.isEmpty {
      let document = try DocumentFile.json(name, expected: "a manifest or a JSON Schema")
      if SchemaHosts.manifests.include(document.value) {
        standingSystem = name
        _ = try system(name)
        return
      }
    }
    standingSchema = try DocumentFile.schema(name, options: options, sources: sources, in: surroundings)
  }

  /// What a request means.
  ///
  /// - Throws: ``CommandError`` where there is no such thing.
  mutating func judge(_ subject: ServedRequest.Subject) throws(CommandError) -> Judge {
    switch subject {
    case .contract(let contract, let system):
      guard let system = system ?? standingSystem else {
        throw CommandError(lines: [
          "no manifest is named; name it by \"system\", or start the server with it:"
            + " handoff validate --serve system.json"
        ])
      }
      return .contract(try gate(contract, of: system))
    case .schema(let name): return .schema(try schema(name))
    case .standing:
      guard let standingSchema else {
        throw CommandError(lines: [
          "neither a contract nor a schema is named; write \"contract\" or \"schema\""
        ])
      }
      return .schema(standingSchema)
    }
  }

  private mutating func gate(_ contract: String, of name: String) throws(CommandError) -> ContractGate {
    let key = ContractName(contract: ExactString(contract), system: ExactString(name))
    if let gate = gates[key] { return gate }
    let system = try system(name)
    let found: ContractGate?
    do throws(SchemaError) {
      found = try ContractGate(contract, of: system, options: options)
    } catch {
      throw CommandError(lines: [TerminalText.line("\(name): \(error)", limit: 1_000)])
    }
    guard let gate = found else {
      let known = system.contracts.prefix(20).map { TerminalText.quoted($0.name) }.joined(separator: ", ")
      let more = system.contracts.count > 20 ? " and \(system.contracts.count - 20) more" : ""
      throw CommandError(lines: [
        "\(TerminalText.line(name)): no contract is called \(TerminalText.quoted(contract));"
          + (known.isEmpty ? " it declares none" : " the contracts are \(known)\(more)")
      ])
    }
    Self.keep(gate, as: key, in: &gates)
    return gate
  }

  private mutating func system(_ name: String) throws(CommandError) -> AgentSystem {
    if let system = systems[ExactString(name)] { return system }
    try refuseStandardInput(name)
    let document = try DocumentFile.json(
      name, expected: "a manifest (a JSON object with \"handoffSystem\": 1)")
    let folder = try SchemaFolder(of: name, and: sources, in: surroundings)
    let system = try SystemFile.system(document, file: name, beside: folder)
    SchemaAdvice.give(
      at: document.value.schemaPointersOfManifest, of: document, file: name, beside: folder, in: surroundings)
    Self.keep(system, as: ExactString(name), in: &systems)
    return system
  }

  private mutating func schema(_ name: String) throws(CommandError) -> Schema {
    if let schema = schemas[ExactString(name)] { return schema }
    try refuseStandardInput(name)
    let schema = try DocumentFile.schema(name, options: options, sources: sources, in: surroundings)
    Self.keep(schema, as: ExactString(name), in: &schemas)
    return schema
  }

  private func refuseStandardInput(_ name: String) throws(CommandError) {
    guard DocumentFile.split(name).file == "-" else { return }
    throw CommandError(lines: ["standard input carries the requests; name a file"])
  }

  /// What is not kept any more is read again.
  private static func keep<Key, Value>(_ value: Value, as key: Key, in kept: inout [Key: Value]) {
    if kept.count >= limit { kept.removeAll() }
    kept[key] = value
  }
}

extension ServedJudges.Judge {
  /// What a payload is.
  func classify(_ payload: ServedRequest.Payload) -> Classification {
    switch (self, payload) {
    case (.contract(let gate), .value(let value)): return gate.classify(value)
    case (.contract(let gate), .text(let text)): return gate.classify(Array(text.utf8))
    case (.schema(let schema), .value(let value)): return schema.classify(value)
    case (.schema(let schema), .text(let text)):
      do throws(JSONSyntaxError) {
        let document = try JSONDocument(parsing: Array(text.utf8))
        let repeated = document.repeatedMembers
        return repeated.isEmpty ? schema.classify(document.value) : .violation(repeated)
      } catch {
        return .notJSON(error)
      }
    }
  }
}

extension Schema {
  /// What a value is where the schema is all that is promised.
  fileprivate func classify(_ value: JSONValue) -> Classification {
    switch verdict(on: value) {
    case true?: .output(value)
    case false?: .violation(violations(in: value))
    case nil: .undecided
    }
  }
}
