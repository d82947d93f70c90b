internal import HandoffSchema

extension SystemIndex {
  /// Whether a handoff counts at all: both ends are declared, and it is known where it leads.
  package func takesPart(_ handoff: HandoffIndex, in system: AgentSystem) -> Bool {
    // By position: a copy of every handoff would cost more than the question.
    system.handoffs[handoff.rawValue].evidence != .unknown && source(of: handoff) != nil
      && target(of: handoff) != nil
  }

  /// Whether a handoff is a retry: a limited one to oneself on a failure, which carries the original input again.
  package func isRetry(_ handoff: HandoffIndex, in system: AgentSystem) -> Bool {
    guard system.handoffs[handoff.rawValue].limit != nil, let sender = source(of: handoff),
      sender == target(of: handoff)
    else { return false }
    return switch system.handoffs[handoff.rawValue].trigger {
    case .anyFailure, .failures: true
    case .output, .limit, .none: false
    }
  }

  /// The branches of a join, one for each sender: those that it names, in that order, or all that lead to it on output
  /// from other agents, in declaration order.
  ///
  /// What does not take part and what the agent hands to itself is no branch.
  ///
  /// - Parameters:
  ///   - agent: The agent.
  ///   - system: The system that was indexed.
  /// - Returns: The branches; none for an agent that is no join.
  /// - Complexity: O(*n*) on average in the number of handoffs that lead to the agent and of names in the join.
  package func branches(ofJoinAt agent: AgentIndex, in system: AgentSystem) -> [SenderBranch] {
    guard let join = system[agent].join else { return [] }
    let incoming = handoffs(to: agent).filter { takesPart($0, in: system) && source(of: $0) != agent }
    let awaited =
      join.branches.isEmpty
      ? incoming.filter { system.handoffs[$0.rawValue].trigger == .output }
      : named(join.branches, among: incoming)
    var positions: [AgentIndex: Int] = [:]
    var branches: [SenderBranch] = []
    for handoff in awaited {
      guard let sender = source(of: handoff) else { continue }
      if let position = positions[sender] {
        branches[position].awaited.append(handoff)
      } else {
        positions[sender] = branches.count
        branches.append(SenderBranch(sender: sender, awaited: [handoff], further: []))
      }
    }
    let isAwaited = Set(awaited)
    for handoff in incoming
    where system.handoffs[handoff.rawValue].trigger != .output && !isAwaited.contains(handoff) {
      guard let position = source(of: handoff).flatMap({ positions[$0] }) else { continue }
      branches[position].further.append(handoff)
    }
    return branches
  }

  /// The handoffs that are named, each once, in the order of the names.
  private func named(_ names: [String], among handoffs: [HandoffIndex]) -> [HandoffIndex] {
    var known: [ExactString: HandoffIndex] = [:]
    for handoff in handoffs { known[ExactString(name(of: handoff))] = handoff }
    return names.compactMap { known.removeValue(forKey: ExactString($0)) }
  }
}
