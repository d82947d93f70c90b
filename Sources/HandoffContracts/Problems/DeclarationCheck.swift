internal import HandoffSchema

/// Judges what a declaration says as a whole: names that nobody declares, names declared twice, numbers out
/// of range, schemas that do not compile.
///
/// Problems come in the order of the manifest's members: contracts, agents, handoffs and so on.
struct DeclarationCheck {
  let system: AgentSystem
  private let unreadable: Set<DeclarationProblem.Subject>
  private(set) var list: ProblemList
  private var agents: DeclaredNames
  private var contracts: DeclaredNames
  private var stores: DeclaredNames

  /// Prepares a check.
  ///
  /// - `unreadable`: Subjects whose declarations are not all known, so that missing names prove nothing.
  /// - `list`: Problems that are known already.
  init(
    _ system: AgentSystem, silentAbout unreadable: Set<DeclarationProblem.Subject> = [],
    keeping list: ProblemList = ProblemList()
  ) {
    self.system = system
    self.unreadable = unreadable
    self.list = list
    agents = DeclaredNames(.agent, system.agents.map { ($0.name, $0.declaredAt) })
    contracts = DeclaredNames(.contract, system.contracts.map { ($0.name, $0.declaredAt) })
    stores = DeclaredNames(.store, system.stores.map { ($0.name, $0.declaredAt) })
  }

  mutating func run() {
    for problem in system.builderProblems { list.add(problem) }
    checkLimits()
    checkContracts()
    checkAgents()
    checkHandoffs()
    checkStoresAndAllowances()
    checkSchemas()
  }

  private mutating func checkLimits() {
    guard let limits = system.limits else { return }
    require(
      limits.handoffs >= 1, limits.handoffs, "an integer from 1", at: ["limits", "handoffs"],
      limits.declaredAt)
    if let name = limits.onLimit {
      look(up: name, in: \.agents, at: ["limits", "onLimit"], limits.declaredAt)
    }
    checkExtensions(limits.extensions, at: ["limits"], limits.declaredAt)
    checkExtensions(system.extensions, at: [], system.declaredAt)
  }

  private mutating func checkContracts() {
    for (index, contract) in system.contracts.enumerated() {
      let path = ["contracts", contract.name]
      for problem in contract.builderProblems { list.add(problem) }
      declare(index, in: contracts, at: path)
      if let version = contract.version, SemanticVersion(version) == nil {
        add(
          .wrongValue(found: quoted(version), allowed: "a version such as \"1.2.0\" (semver.org)"),
          at: path + ["version"], contract.declaredAt)
      }
      let kinds = DeclaredNames(.failure, contract.failures.map { ($0.kind, $0.declaredAt) })
      for (place, failure) in contract.failures.enumerated() {
        declare(place, in: kinds, at: path + ["failures", failure.kind])
        checkExtensions(failure.extensions, at: path + ["failures", failure.kind], failure.declaredAt)
      }
      checkExtensions(contract.extensions, at: path, contract.declaredAt)
    }
  }

  private mutating func checkAgents() {
    for (index, agent) in system.agents.enumerated() {
      let path = ["agents", agent.name]
      for problem in agent.builderProblems { list.add(problem) }
      declare(index, in: agents, at: path)
      if let name = agent.produces {
        look(up: name, in: \.contracts, at: path + ["produces"], agent.declaredAt)
      }
      switch agent.accepts {
      case .contract(let name):
        look(up: name, in: \.contracts, at: path + ["accepts", "contract"], agent.declaredAt)
      case .schema(.object(let members)) where members["contract"] != nil:
        add(
          .wrongValue(
            found: "a schema with the member \"contract\"", allowed: "that member to name a contract"),
          at: path + ["accepts"], agent.declaredAt)
      default: break
      }
      // Stores need no declaration unless somebody declares some: then a name without one is a slip.
      if !system.stores.isEmpty {
        for (place, name) in agent.reads.enumerated() {
          look(up: name, in: \.stores, at: path + ["reads", String(place)], agent.declaredAt)
        }
        for (place, name) in agent.writes.enumerated() {
          look(up: name, in: \.stores, at: path + ["writes", String(place)], agent.declaredAt)
        }
      }
      checkNumbers(of: agent, at: path)
      checkExtensions(agent.extensions, at: path, agent.declaredAt)
    }
  }

  private mutating func checkNumbers(of agent: Agent, at path: [String]) {
    if let tokens = agent.contextTokens {
      require(tokens >= 1, tokens, "an integer from 1", at: path + ["contextTokens"], agent.declaredAt)
    }
    if let limit = agent.limit {
      require(limit >= 1, limit, "an integer from 1", at: path + ["limit"], agent.declaredAt)
    }
    if let seconds = agent.seconds, seconds <= JSONNumber(0) {
      add(
        .wrongValue(found: seconds.literal, allowed: "a number above 0"), at: path + ["seconds"],
        agent.declaredAt)
    }
    for (field, amount) in agent.adds {
      require(
        amount >= 0, amount, "an integer from 0", at: path + ["adds", field.description], agent.declaredAt)
    }
    if let command = agent.command, command.isEmpty {
      add(
        .wrongValue(found: "[]", allowed: "a program and its arguments"), at: path + ["command"],
        agent.declaredAt)
    }
  }

  private mutating func checkHandoffs() {
    for (index, handoff) in system.handoffs.enumerated() {
      if let limit = handoff.limit, limit < 1 {
        let path = ["handoffs", String(index), "limit"]
        require(false, limit, "an integer from 1", at: path, handoff.declaredAt)
      }
      if case .failures(let kinds) = handoff.trigger, kinds.isEmpty {
        add(
          .wrongValue(found: "no failure kind", allowed: "at least one, or \"failure\" for any"),
          at: ["handoffs", String(index), "on"], handoff.declaredAt)
      }
      if !handoff.extensions.isEmpty {
        checkExtensions(handoff.extensions, at: ["handoffs", String(index)], handoff.declaredAt)
      }
    }
  }

  private mutating func checkStoresAndAllowances() {
    for (index, store) in system.stores.enumerated() {
      declare(index, in: stores, at: ["stores", store.name])
      checkExtensions(store.extensions, at: ["stores", store.name], store.declaredAt)
    }
    for (index, allowance) in system.allowances.enumerated() {
      let path = ["allow", String(index)]
      if allowance.because.isEmpty {
        add(
          .wrongValue(found: "\"\"", allowed: "the reason why the finding is accepted"),
          at: path + ["because"], allowance.declaredAt)
      }
      checkExtensions(allowance.extensions, at: path, allowance.declaredAt)
    }
  }

  private mutating func checkSchemas() {
    let schemas = SystemSchemas(system)
    var seen: Set<JSONPointer> = []
    // Large systems repeat few guards many times: what compiled once compiles again.
    var soundGuards: Set<JSONValue> = []
    for place in SchemaPlace.all(in: system) {
      let written = system.schemaValue(at: place)
      if case .guard = place, let written, soundGuards.contains(written) { continue }
      guard let error = schemas.error(at: place) else {
        if case .guard = place, let written { soundGuards.insert(written) }
        continue
      }
      guard seen.insert(error.pointer).inserted else { continue }
      let reason = DeclarationProblem.Reason.schema(error.reason, local: mightBeLocal(error, in: written))
      list.add(
        DeclarationProblem(reason: reason, pointer: error.pointer, location: system.declaration(of: place)))
    }
  }

  /// Whether a reference that leads nowhere was perhaps meant to lead into definitions of the schema's own.
  private func mightBeLocal(_ error: SchemaError, in schema: JSONValue?) -> Bool {
    guard case .unresolvedReference = error.reason else { return false }
    return schema?["$defs"] != nil || schema?["definitions"] != nil
  }
}

extension DeclarationCheck {
  private mutating func add(
    _ reason: DeclarationProblem.Reason, at path: [String], _ location: SourceLocation?
  ) {
    list.add(DeclarationProblem(reason: reason, pointer: JSONPointer(tokens: path), location: location))
  }

  private mutating func require(
    _ holds: Bool, _ found: Int, _ allowed: String, at path: [String], _ location: SourceLocation?
  ) {
    if !holds { add(.wrongValue(found: String(found), allowed: allowed), at: path, location) }
  }

  private mutating func checkExtensions(
    _ extensions: JSONObject, at path: [String], _ location: SourceLocation?
  ) {
    for key in extensions.keys where !key.utf8.starts(with: "x-".utf8) {
      add(
        .wrongValue(found: "the name \(quoted(key))", allowed: "a name that begins with x-"),
        at: path + [key], location)
    }
  }

  private mutating func declare(_ index: Int, in table: DeclaredNames, at path: [String]) {
    if let first = table.earlier(index) {
      add(
        .duplicate(table.subject, name: table.names[index], first: table.locations[first]), at: path,
        table.locations[index])
    }
  }

  private mutating func look(
    up name: String, in table: WritableKeyPath<Self, DeclaredNames>, at path: [String],
    _ location: SourceLocation?
  ) {
    guard !self[keyPath: table].contains(name), !unreadable.contains(self[keyPath: table].subject) else {
      return
    }
    add(self[keyPath: table].undeclared(name), at: path, location)
  }
}
