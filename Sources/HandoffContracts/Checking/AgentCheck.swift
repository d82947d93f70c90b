internal import HandoffSchema

/// Judges what agents say: their names, the contracts, stores and failures that they name, their numbers.
struct AgentCheck {
  private let system: AgentSystem
  private let agents: DeclaredNames
  private var contracts: DeclaredNames
  private var stores: DeclaredNames
  private let knowsFailures: Bool
  /// The failures of the contracts that were asked for; many agents may share one.
  private var failures: [Int: DeclaredNames] = [:]

  init(
    _ system: AgentSystem, agents: DeclaredNames, contracts: DeclaredNames, stores: DeclaredNames,
    knowsFailures: Bool
  ) {
    self.system = system
    self.agents = agents
    self.contracts = contracts
    self.stores = stores
    self.knowsFailures = knowsFailures
  }

  mutating func run(adding list: inout ProblemList) {
    for (index, agent) in system.agents.enumerated() {
      let path = ["agents", agent.name]
      for problem in agent.builderProblems { list.add(problem) }
      list.checkDuplicate(index, in: agents, at: path)
      if let name = agent.produces {
        list.look(up: name, in: &contracts, at: path + ["produces"], agent.declaredAt)
      }
      list.check(agent.accepts, against: &contracts, at: path + ["accepts"], agent.declaredAt)
      checkInvalidAnswer(of: agent, at: path + ["onInvalid"], adding: &list)
      checkStores(of: agent, at: path, adding: &list)
      checkRepetitions(of: agent, at: path, adding: &list)
      checkNumbers(of: agent, at: path, adding: &list)
      list.checkExtensions(agent.extensions, at: path, agent.declaredAt)
    }
  }

  private mutating func checkInvalidAnswer(
    of agent: Agent, at path: [String], adding list: inout ProblemList
  ) {
    guard case .failure(let kind) = agent.onInvalid else { return }
    guard let contract = agent.produces else {
      return list.add(.answerWithoutContract(kind), at: path, agent.declaredAt)
    }
    guard let index = contracts.position(of: contract) else { return }
    var kinds =
      failures[index]
      ?? DeclaredNames(
        .failure, system.contracts[index].failures.map { ($0.kind, $0.declaredAt) }, isComplete: knowsFailures
      )
    list.look(up: kind, in: &kinds, at: path, agent.declaredAt)
    failures[index] = kinds
  }

  // Stores need no declaration unless somebody declares some: then a name without one is a slip.
  private mutating func checkStores(of agent: Agent, at path: [String], adding list: inout ProblemList) {
    guard !system.stores.isEmpty else { return }
    for (index, name) in agent.reads.enumerated() {
      list.look(up: name, in: &stores, at: path + ["reads", String(index)], agent.declaredAt)
    }
    for (index, name) in agent.writes.enumerated() {
      list.look(up: name, in: &stores, at: path + ["writes", String(index)], agent.declaredAt)
    }
  }

  private func checkRepetitions(of agent: Agent, at path: [String], adding list: inout ProblemList) {
    list.checkRepeated(.tool, agent.tools, at: path + ["tools"], agent.declaredAt)
    list.checkRepeated(.store, agent.reads, at: path + ["reads"], agent.declaredAt)
    list.checkRepeated(.store, agent.writes, at: path + ["writes"], agent.declaredAt)
    guard case .fields(let fields) = agent.preserves, fields.count > 1 else { return }
    list.checkRepeated(
      .field, fields.map(\.description), at: path + ["preserves"], agent.declaredAt)
  }

  private func checkNumbers(of agent: Agent, at path: [String], adding list: inout ProblemList) {
    list.require(agent.contextTokens, from: 1, at: path + ["contextTokens"], agent.declaredAt)
    list.require(agent.limit, from: 1, at: path + ["limit"], agent.declaredAt)
    if agent.limit == nil {
      for (name, isSaid) in [("limitResets", agent.limitResets), ("limitImplied", agent.limitIsImplied)]
      where isSaid {
        list.add(.withoutLimit(name), at: path + [name], agent.declaredAt)
      }
    }
    if let seconds = agent.seconds, seconds <= JSONNumber(0) {
      list.add(
        .wrongValue(found: seconds.literal, allowed: "a number above 0"), at: path + ["seconds"],
        agent.declaredAt)
    }
    for (field, amount) in agent.adds {
      list.require(amount, from: 0, at: path + ["adds", field.description], agent.declaredAt)
    }
    if let command = agent.command, command.isEmpty {
      list.add(
        .wrongValue(found: "[]", allowed: "a program and its arguments"), at: path + ["command"],
        agent.declaredAt)
    }
  }
}
