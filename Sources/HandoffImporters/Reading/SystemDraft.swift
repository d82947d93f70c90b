internal import HandoffContracts
internal import HandoffSchema

/// A system while an importer puts it together: agents by name in the order in which they are met.
struct SystemDraft {
  /// The system's name.
  var name: String
  /// The agents that receive the first payload.
  var entry: [String] = []
  /// The limit on one run.
  var limits: AgentSystem.RunLimit?
  /// The contracts in order.
  var contracts: [Contract] = []
  /// The handoffs in order.
  private(set) var handoffs: [Handoff] = []
  private(set) var agents: [Agent] = []
  /// True where there are more handoffs than are kept; the import then fails.
  private(set) var isFull = false
  private var losses = LossList()
  private var indices: [ExactString: Int] = [:]
  private var unknown: Set<ExactString> = []

  /// The most handoffs of an import: an export of a mesh stands for the square of its agents.
  static let handoffLimit = 1_000_000

  init(name: String) { self.name = name }

  /// Says whether an agent was met.
  func has(_ name: String) -> Bool { indices[ExactString(name)] != nil }

  /// Meets an agent, for the first time or again, and changes it.
  mutating func agent(_ name: String, _ change: (inout Agent) -> Void = { _ in }) {
    let key = ExactString(name)
    let index = indices[key] ?? agents.count
    if index == agents.count {
      indices[key] = index
      agents.append(Agent(name: name))
    }
    change(&agents[index])
  }

  /// Adds a handoff; an agent that it names and nobody declares stays undeclared, which the audit tells.
  mutating func hand(
    from: String, to: String, on trigger: Handoff.Trigger = .output, pattern: Handoff.Pattern? = nil,
    _ change: (inout Handoff) -> Void = { _ in }
  ) {
    guard handoffs.count < Self.handoffLimit else {
      isFull = true
      return
    }
    var handoff = Handoff(from: from, to: to, trigger: trigger, pattern: pattern)
    change(&handoff)
    handoffs.append(handoff)
  }

  /// Says that an agent has handoffs of which nobody knows where they lead.
  mutating func hasUnknownHandoffs(_ name: String) {
    guard unknown.insert(ExactString(name)).inserted else { return }
    hand(from: name, to: name) { $0.evidence = .unknown }
  }

  /// Says which labels a router in code may answer.
  mutating func routes(_ name: String, router: String, _ labels: [String]) {
    agent(name) { agent in
      var routes = agent.extensions["x-routes"]?.objectValue ?? [:]
      routes[router] = .array(labels.map { .string($0) })
      agent.extensions["x-routes"] = .object(routes)
    }
  }

  /// Says that agents may fail in a way; one without a contract gets one that allows any output.
  mutating func mayFail(_ names: [String], _ failure: FailureOutput) {
    var indices: [ExactString: Int] = [:]
    for (index, contract) in contracts.enumerated() { indices[ExactString(contract.name)] = index }
    for name in names {
      if let index = indices[ExactString(name)] {
        let isKnown = contracts[index].failures.contains { $0.kind.hasSameCodePoints(as: failure.kind) }
        if !isKnown { contracts[index].failures.append(failure) }
      } else {
        contracts.append(Contract(name: name, version: "0.0.0", output: true, failures: [failure]))
        agent(name) { $0.produces = name }
      }
    }
  }

  /// Notes what the source cannot tell; the same loss of several agents is one.
  mutating func lose(_ topic: ImportLoss.Topic, _ text: String, agent: String? = nil) {
    losses.lose(topic, text, agent: agent)
  }

  /// Whether handoffs lead back to an agent from where they come.
  ///
  /// - Complexity: O(*n*) in the number of handoffs.
  var hasCycle: Bool {
    var waiting: [ExactString: Int] = [:]
    var following: [ExactString: [ExactString]] = [:]
    for handoff in handoffs {
      waiting[ExactString(handoff.to), default: 0] += 1
      following[ExactString(handoff.from), default: []].append(ExactString(handoff.to))
    }
    var open = Set(following.keys).union(waiting.keys).filter { waiting[$0] == nil }
    var left = handoffs.count
    while let next = open.popFirst() {
      for target in following[next] ?? [] {
        left -= 1
        waiting[target, default: 0] -= 1
        if waiting[target] == 0 { open.insert(target) }
      }
    }
    return left > 0
  }

  /// Marks an agent that nothing leaves as one that may end the run.
  mutating func finishLeaves(_ finish: Agent.Finish = .yes) {
    let senders = Set(handoffs.map { ExactString($0.from) })
    for index in agents.indices where !senders.contains(ExactString(agents[index].name)) {
      if agents[index].finishes == .no, agents[index].kind == .agent { agents[index].finishes = finish }
    }
  }

  /// The finished import.
  ///
  /// - Throws: ``ImportError`` where the export stands for more handoffs than are kept.
  func finished() throws(ImportError) -> ImportedSystem {
    guard !isFull else {
      let limit = Counted.number(Self.handoffLimit)
      throw ImportError(
        source: name, message: "expected at most \(limit) handoffs, found an export that stands for more")
    }
    var agents = agents
    for index in agents.indices where agents[index].tools.count > 1 {
      // A manifest names each tool once; a framework may hold several functions with one name.
      var seen: Set<ExactString> = []
      agents[index].tools = agents[index].tools.filter { seen.insert(ExactString($0)).inserted }
    }
    let system = AgentSystem(
      name: name, entry: entry, limits: limits, contracts: contracts, agents: agents, handoffs: handoffs)
    return ImportedSystem(system: system, losses: losses.losses)
  }
}
