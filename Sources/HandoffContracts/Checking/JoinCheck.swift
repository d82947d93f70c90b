internal import HandoffSchema

/// Judges what joins wait for: that their branches exist, lead to them, and are enough.
struct JoinCheck {
  private let system: AgentSystem
  private let agents: DeclaredNames
  private let knowsHandoffs: Bool
  /// The handoffs by name; spelled only where a join names some.
  private var handoffs = DeclaredNames(.handoff, [])

  init(_ system: AgentSystem, agents: DeclaredNames, knowsHandoffs: Bool) {
    self.system = system
    self.agents = agents
    self.knowsHandoffs = knowsHandoffs
  }

  /// - Complexity: O(*n*) in the number of agents, handoffs and named branches.
  mutating func run(adding list: inout ProblemList) {
    if system.agents.contains(where: { $0.join?.branches.isEmpty == false }) {
      handoffs = DeclaredNames(
        .handoff, system.handoffNames.map { ($0, nil) }, isComplete: knowsHandoffs)
    }
    let senders = countedSenders()
    for (index, agent) in system.agents.enumerated() {
      guard let join = agent.join else { continue }
      let path = ["agents", agent.name, "join"]
      list.checkExtensions(join.extensions, at: path, agent.declaredAt)
      let named = join.branches.isEmpty ? nil : check(join, of: agent, at: path + ["of"], adding: &list)
      guard case .count(let wanted) = join.wait else { continue }
      list.require(wanted, from: 1, at: path + ["wait"], agent.declaredAt)
      if let found = named ?? senders?[index]?.count, wanted > found {
        list.add(.tooFewBranches(wanted: wanted, found: found), at: path + ["wait"], agent.declaredAt)
      }
    }
  }

  /// Judges the named branches and counts them.
  ///
  /// Several from one sender are one branch. What cannot be a branch counts, because it is told by itself.
  private mutating func check(
    _ join: Agent.Join, of agent: Agent, at path: [String], adding list: inout ProblemList
  ) -> Int {
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
      guard let position = handoffs.position(of: name) else {
        list.look(up: name, in: &handoffs, at: path, agent.declaredAt)
        refused += 1
        continue
      }
      let handoff = system.handoffs[position]
      let sender = ExactString(handoff.from)
      if !handoff.to.hasSameCodePoints(as: agent.name) {
        add(.leadsElsewhere(handoff: name, to: handoff.to))
        refused += 1
      } else if handoff.from.hasSameCodePoints(as: agent.name) {
        add(.waitsForItself(handoff: name))
        refused += 1
      } else if let first = firstOfSender[sender] {
        if join.receives == .bySender { add(.sharedSender(handoff.from, first: first)) }
      } else {
        firstOfSender[sender] = name
      }
    }
    return firstOfSender.count + refused
  }

  /// For each agent with a join that counts and names no branches: the senders that bring it one; `nil` where handoffs
  /// may exist of which nothing is known.
  private func countedSenders() -> [Int: Set<ExactString>]? {
    guard knowsHandoffs, !system.handoffs.contains(where: { $0.evidence == .unknown }) else { return nil }
    var senders: [Int: Set<ExactString>] = [:]
    for (index, agent) in system.agents.enumerated() {
      guard let join = agent.join, join.branches.isEmpty, join.wait != .all else { continue }
      senders[index] = []
    }
    guard !senders.isEmpty else { return senders }
    for handoff in system.handoffs where handoff.trigger == .output {
      guard let target = agents.position(of: handoff.to), senders[target] != nil,
        agents.position(of: handoff.from) != nil, !handoff.from.hasSameCodePoints(as: handoff.to)
      else { continue }
      senders[target]?.insert(ExactString(handoff.from))
    }
    return senders
  }
}
