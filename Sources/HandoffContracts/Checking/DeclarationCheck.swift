internal import HandoffSchema

/// Judges what a declaration says as a whole: names that nobody declares, names declared twice, numbers out
/// of range, members that contradict each other, schemas that do not compile.
///
/// Problems come in the order of the manifest's members: contracts, agents, handoffs and so on.
struct DeclarationCheck {
  private let system: AgentSystem
  private let unreadable: Set<DeclarationProblem.Subject>
  private(set) var list: ProblemList
  private var agents: DeclaredNames
  private var contracts: DeclaredNames
  private var stores: DeclaredNames
  private var operators = DeclaredNames(.mutationOperator, OperatorNames.all.map { ($0, nil) })

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
    agents = DeclaredNames(
      .agent, system.agents.map { ($0.name, $0.declaredAt) }, isComplete: !unreadable.contains(.agent))
    contracts = DeclaredNames(
      .contract, system.contracts.map { ($0.name, $0.declaredAt) },
      isComplete: !unreadable.contains(.contract))
    stores = DeclaredNames(
      .store, system.stores.map { ($0.name, $0.declaredAt) }, isComplete: !unreadable.contains(.store))
  }

  mutating func run() {
    for problem in system.builderProblems { list.add(problem) }
    list.checkExtensions(system.extensions, at: [], system.declaredAt)
    list.checkRepeated(.agent, system.entry, at: ["entry"], system.declaredAt)
    checkLimits()
    checkEscalation()
    for index in system.contracts.indices { checkContract(index) }
    var agentCheck = AgentCheck(
      system, agents: agents, contracts: contracts, stores: stores,
      knowsFailures: !unreadable.contains(.failure))
    agentCheck.run(adding: &list)
    var joins = JoinCheck(system, knowsHandoffs: !unreadable.contains(.handoff))
    joins.run(adding: &list)
    checkHandoffs()
    checkStoresAndAllowances()
    let schemas = SystemSchemas(system)
    SchemaCheck(system, schemas).run(adding: &list)
    var failures = UntaggedFailureCheck(system, schemas)
    failures.run(adding: &list)
  }

  private mutating func checkLimits() {
    guard let limits = system.limits else { return }
    list.require(limits.handoffs, from: 1, at: ["limits", "handoffs"], limits.declaredAt)
    if let name = limits.onLimit {
      list.look(up: name, in: &agents, at: ["limits", "onLimit"], limits.declaredAt)
    }
    list.checkExtensions(limits.extensions, at: ["limits"], limits.declaredAt)
  }

  private mutating func checkEscalation() {
    guard case .agents(let names)? = system.escalation else { return }
    let location = system.escalationDeclaredAt ?? system.declaredAt
    if names.isEmpty {
      list.add(
        .wrongValue(found: "no agent", allowed: "at least one, or \"required\" for every agent"),
        at: ["escalation"], location)
    }
    list.checkRepeated(.agent, names, at: ["escalation"], location)
    for (index, name) in names.enumerated() {
      list.look(up: name, in: &agents, at: ["escalation", String(index)], location)
    }
  }

  private mutating func checkContract(_ index: Int) {
    let contract = system.contracts[index]
    let path = ["contracts", contract.name]
    for problem in contract.builderProblems { list.add(problem) }
    list.checkName(index, in: contracts, at: path)
    if let version = contract.version, SemanticVersion(version) == nil {
      list.add(
        .wrongValue(found: quoted(version), allowed: "a version such as \"1.2.0\" (semver.org)"),
        at: path + ["version"], contract.declaredAt)
    }
    let kinds = DeclaredNames(.failure, contract.failures.map { ($0.kind, $0.declaredAt) })
    for (index, failure) in contract.failures.enumerated() {
      let path = path + ["failures", failure.kind]
      list.checkName(index, in: kinds, at: path)
      if contract.failureTag == nil, failure.schema == nil {
        list.add(.shapelessFailure, at: path, failure.declaredAt ?? contract.declaredAt)
      }
      list.checkExtensions(failure.extensions, at: path, failure.declaredAt)
    }
    list.checkExtensions(contract.extensions, at: path, contract.declaredAt)
  }

  private mutating func checkHandoffs() {
    // A list of its own, so that no handoff is copied to be looked at.
    let handoffs = system.handoffs
    for index in handoffs.indices where mayBeWrong(handoffs[index]) { check(handoffs[index], index) }
  }

  /// Whether a handoff says anything that could be a problem; most of a large system do not.
  private func mayBeWrong(_ handoff: Handoff) -> Bool {
    if handoff.box != nil { return true }
    if case .failures(let kinds) = handoff.trigger, kinds.count != 1 { return true }
    return handoff.limit.map { $0 < 1 } ?? false
  }

  private mutating func check(_ handoff: Handoff, _ index: Int) {
    func path(_ members: String...) -> [String] { ["handoffs", String(index)] + members }
    let location = handoff.declaredAt
    for var problem in handoff.builderProblems {
      problem.pointer.tokens = path() + problem.pointer.tokens
      list.add(problem)
    }
    if case .failures(let kinds) = handoff.trigger {
      if kinds.isEmpty {
        list.add(
          .wrongValue(found: "no failure kind", allowed: "at least one, or \"failure\" for any"),
          at: path("on"), location)
      }
      list.checkRepeated(.failure, kinds, at: path("on", "failure"), location)
    }
    checkRepetitions(in: handoff.carries ?? [], of: handoff, index)
    if handoff.payload != nil {
      list.check(handoff.payload, against: &contracts, at: path("payload"), location)
    }
    if handoff.condition?.isEmpty == true {
      list.add(
        .wrongValue(found: "\"\"", allowed: "the name of a test in code"), at: path("condition"), location)
    }
    if handoff.result != nil {
      if !handoff.givesControlBack { list.add(.resultWithoutReturn, at: path("result"), location) }
      list.check(handoff.result, against: &contracts, at: path("result"), location)
    }
    list.require(handoff.limit, from: 1, at: path("limit"), location)
    if handoff.limitIsImplied, handoff.limit == nil {
      list.add(.withoutLimit("limitImplied"), at: path("limitImplied"), location)
    }
    if let origin = handoff.origin {
      list.require(origin.line, from: 1, at: path("declaredAt", "line"), location)
    }
    if handoff.changes != nil, !handoff.from.hasSameCodePoints(as: handoff.to) {
      list.add(.changesWithoutRetry, at: path("changes"), location)
    }
    if !handoff.tolerates.isEmpty { checkTolerances(of: handoff, index) }
    list.checkExtensions(handoff.extensions, at: path(), location)
  }

  private mutating func checkTolerances(of handoff: Handoff, _ index: Int) {
    let names = DeclaredNames(
      .mutationOperator, handoff.tolerates.map { ($0.operation, $0.declaredAt ?? handoff.declaredAt) })
    for (number, tolerance) in handoff.tolerates.enumerated() {
      let path = ["handoffs", String(index), "tolerates", String(number)]
      let location = tolerance.declaredAt ?? handoff.declaredAt
      list.look(up: tolerance.operation, in: &operators, at: path + ["operator"], location)
      if names.earlier(number) != nil {
        list.add(
          .repeatedElement("the tolerance of \(quoted(tolerance.operation))"), at: path, location)
      }
      if tolerance.because.isEmpty {
        list.add(
          .wrongValue(found: "\"\"", allowed: "the reason why the receiver may accept it"),
          at: path + ["because"], location)
      }
      list.checkExtensions(tolerance.extensions, at: path, location)
    }
  }

  private mutating func checkRepetitions(
    in parts: [Handoff.EnvelopePart], of handoff: Handoff, _ index: Int
  ) {
    var seen: Set<Handoff.EnvelopePart> = []
    for (place, part) in parts.enumerated() where !seen.insert(part).inserted {
      list.add(
        .repeatedElement(quoted(part.rawValue)), at: ["handoffs", String(index), "carries", String(place)],
        handoff.declaredAt)
    }
  }

  private mutating func checkStoresAndAllowances() {
    for (index, store) in system.stores.enumerated() {
      list.checkName(index, in: stores, at: ["stores", store.name])
      list.checkExtensions(store.extensions, at: ["stores", store.name], store.declaredAt)
    }
    var allowed: Set<[ExactString?]> = []
    for (index, allowance) in system.allowances.enumerated() {
      let path = ["allow", String(index)]
      if !allowed.insert([ExactString(allowance.rule), allowance.at.map { ExactString($0) }]).inserted {
        list.add(
          .repeatedElement("the allowance of \(quoted(allowance.rule))"), at: path, allowance.declaredAt)
      }
      if allowance.because.isEmpty {
        list.add(
          .wrongValue(found: "\"\"", allowed: "the reason why the finding is accepted"),
          at: path + ["because"], allowance.declaredAt)
      }
      list.checkExtensions(allowance.extensions, at: path, allowance.declaredAt)
    }
  }
}
