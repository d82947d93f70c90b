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
    // A list of its own, so that no agent is copied to be looked at.
    let agents = system.agents
    for index in agents.indices { check(agents[index], index, adding: &list) }
  }

  private mutating func check(_ agent: Agent, _ index: Int, adding list: inout ProblemList) {
    for problem in agent.builderProblems { list.add(problem) }
    list.checkName(index, in: agents, at: ["agents", agent.name])
    if let name = agent.produces {
      list.look(up: name, in: &contracts, at: ["agents", agent.name, "produces"], agent.declaredAt)
    }
    list.check(
      agent.accepts, against: &contracts, at: ["agents", agent.name, "accepts"], agent.declaredAt)
    checkInvalidAnswer(of: agent, adding: &list)
    checkStores(of: agent, adding: &list)
    checkRepetitions(of: agent, adding: &list)
    checkNumbers(of: agent, adding: &list)
    list.checkExtensions(agent.extensions, at: ["agents", agent.name], agent.declaredAt)
  }

  private mutating func checkInvalidAnswer(of agent: Agent, adding list: inout ProblemList) {
    guard case .failure(let kind) = agent.onInvalid else { return }
    let path = ["agents", agent.name, "onInvalid"]
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
  private mutating func checkStores(of agent: Agent, adding list: inout ProblemList) {
    guard !system.stores.isEmpty else { return }
    for (index, name) in agent.reads.enumerated() {
      list.look(up: name, in: &stores, at: ["agents", agent.name, "reads", String(index)], agent.declaredAt)
    }
    for (index, name) in agent.writes.enumerated() {
      list.look(up: name, in: &stores, at: ["agents", agent.name, "writes", String(index)], agent.declaredAt)
    }
  }

  private func checkRepetitions(of agent: Agent, adding list: inout ProblemList) {
    list.checkRepeated(.tool, agent.tools, at: ["agents", agent.name, "tools"], agent.declaredAt)
    list.checkRepeated(.store, agent.reads, at: ["agents", agent.name, "reads"], agent.declaredAt)
    list.checkRepeated(.store, agent.writes, at: ["agents", agent.name, "writes"], agent.declaredAt)
    guard case .fields(let fields) = agent.preserves, fields.mayRepeat(by: ==) else { return }
    list.checkRepeated(
      .field, fields.map(\.description), at: ["agents", agent.name, "preserves"], agent.declaredAt)
  }

  private func checkNumbers(of agent: Agent, adding list: inout ProblemList) {
    list.require(agent.contextTokens, from: 1, at: ["agents", agent.name, "contextTokens"], agent.declaredAt)
    list.require(agent.limit, from: 1, at: ["agents", agent.name, "limit"], agent.declaredAt)
    if agent.limit == nil {
      for (name, isSaid) in [("limitResets", agent.limitResets), ("limitImplied", agent.limitIsImplied)]
      where isSaid {
        list.add(.withoutLimit(name), at: ["agents", agent.name, name], agent.declaredAt)
      }
    }
    if let seconds = agent.seconds, seconds <= JSONNumber(0) {
      list.add(
        .wrongValue(found: seconds.literal, allowed: "a number above 0"),
        at: ["agents", agent.name, "seconds"],
        agent.declaredAt)
    }
    for (field, amount) in agent.adds {
      list.require(amount, from: 0, at: ["agents", agent.name, "adds", field.description], agent.declaredAt)
    }
    if let command = agent.command, command.isEmpty {
      list.add(
        .wrongValue(found: "[]", allowed: "a program and its arguments"),
        at: ["agents", agent.name, "command"],
        agent.declaredAt)
    }
    checkSurroundings(of: agent, adding: &list)
  }

  /// What the operating system would cut or take for something else, and what no program gets.
  private func checkSurroundings(of agent: Agent, adding list: inout ProblemList) {
    var seen: Set<ExactString> = []
    for (name, value) in agent.env {
      if !seen.insert(ExactString(name)).inserted {
        list.add(
          .wrongValue(found: "this name a second time", allowed: "each variable once"),
          at: ["agents", agent.name, "env", name], agent.declaredAt)
      }
      let isName = !name.isEmpty && !name.utf8.contains { $0 == UInt8(ascii: "=") || $0 == 0 }
      guard !isName || value.utf8.contains(0) else { continue }
      list.add(
        .wrongValue(
          found: isName ? "a text with U+0000" : "this name",
          allowed: "a name without \"=\" and a text, both without U+0000"),
        at: ["agents", agent.name, "env", name], agent.declaredAt)
    }
    if let cwd = agent.cwd, cwd.isEmpty || cwd.utf8.contains(0) {
      list.add(
        .wrongValue(found: cwd.isEmpty ? "\"\"" : "a text with U+0000", allowed: "the name of a folder"),
        at: ["agents", agent.name, "cwd"], agent.declaredAt)
    }
    guard agent.command == nil else { return }
    for (member, isSaid) in [("env", !agent.env.isEmpty), ("cwd", agent.cwd != nil)] where isSaid {
      list.add(
        .wrongValue(found: "no \"command\"", allowed: "a \"command\" beside it"),
        at: ["agents", agent.name, member], agent.declaredAt)
    }
  }
}
