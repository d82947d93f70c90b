internal import HandoffSchema

/// Judges what joins wait for: that their branches exist, lead to them, and are enough.
struct JoinCheck {
  private let system: AgentSystem
  private let knowsHandoffs: Bool
  private let index: SystemIndex
  /// The positions of the agents that are joins.
  private let joins: [Int]
  /// All handoffs by name; spelled only where a join names one that does not lead to it.
  private var handoffs: DeclaredNames?

  init(_ system: AgentSystem, knowsHandoffs: Bool) {
    self.system = system
    self.knowsHandoffs = knowsHandoffs
    // By position: a copy of every agent would cost more than the question.
    joins = system.agents.indices.filter { system.agents[$0].join != nil }
    // Most systems have no join.
    index = SystemIndex(joins.isEmpty ? AgentSystem(name: "", entry: []) : system)
  }

  /// - Complexity: O(*n*) in the number of agents, handoffs and named branches.
  mutating func run(adding list: inout ProblemList) {
    guard !joins.isEmpty else { return }
    // Handoffs may exist of which nothing is known.
    let knowsNumber =
      knowsHandoffs && !system.handoffs.indices.contains { system.handoffs[$0].evidence == .unknown }
    for position in joins {
      let agent = system.agents[position]
      guard let join = agent.join else { continue }
      let path = ["agents", agent.name, "join"]
      list.checkExtensions(join.extensions, at: path, agent.declaredAt)
      // Of two agents of one name, which is told, the first has the handoffs.
      let isFirst = index.agent(named: agent.name)?.rawValue == position
      var found: Int? = index.branches(ofJoinAt: AgentIndex(position), in: system).count
      if !join.branches.isEmpty {
        // What cannot be a branch counts, because it is told by itself.
        found? += check(join, of: agent, at: path + ["of"], adding: &list)
      } else if !knowsNumber {
        found = nil
      }
      guard case .count(let wanted) = join.wait else { continue }
      list.require(wanted, from: 1, at: path + ["wait"], agent.declaredAt)
      if isFirst, let found, wanted > found {
        list.add(.tooFewBranches(wanted: wanted, found: found), at: path + ["wait"], agent.declaredAt)
      }
    }
  }

  /// Judges the named branches and counts those that are told to be none.
  private mutating func check(
    _ join: Agent.Join, of agent: Agent, at path: [String], adding list: inout ProblemList
  ) -> Int {
    var incoming: [ExactString: HandoffIndex] = [:]
    if let receiver = index.agent(named: agent.name) {
      for handoff in index.handoffs(to: receiver) { incoming[ExactString(index.name(of: handoff))] = handoff }
    }
    var named: Set<ExactString> = []
    var firstOfSender: [ExactString: String] = [:]
    var refused = 0
    for (index, name) in join.branches.enumerated() {
      let path = path + [String(index)]
      func add(_ reason: DeclarationProblem.Reason) { list.add(reason, at: path, agent.declaredAt) }
      guard named.insert(ExactString(name)).inserted else {
        add(.repeatedName(.handoff, name))
        continue
      }
      guard let place = incoming[ExactString(name)] else {
        if let reason = whyNoBranch(name) { add(reason) }
        refused += 1
        continue
      }
      let handoff = system.handoffs[place.rawValue]
      let sender = ExactString(handoff.from)
      if handoff.from.hasSameCodePoints(as: agent.name) {
        add(.waitsForItself(handoff: name))
        refused += 1
      } else if let first = firstOfSender[sender] {
        if join.receives == .bySender { add(.sharedSender(handoff.from, first: first)) }
      } else {
        firstOfSender[sender] = name
      }
    }
    return refused
  }

  /// Why a name is none of a handoff that leads to the join; `nil` where the handoff may not have been read.
  private mutating func whyNoBranch(_ name: String) -> DeclarationProblem.Reason? {
    var all =
      handoffs
      ?? DeclaredNames(.handoff, system.handoffNames.map { ($0, nil) }, isComplete: knowsHandoffs)
    defer { handoffs = all }
    guard let position = all.position(of: name) else { return all.problem(naming: name) }
    return .leadsElsewhere(handoff: name, to: system.handoffs[position].to)
  }
}
