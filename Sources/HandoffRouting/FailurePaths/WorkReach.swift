import HandoffContracts
import HandoffTraffic

/// Which agents can get work, joins included: a join gets it once as many of its branches as it waits for can arrive.
///
/// A monotone closure: each handoff fires at most once, so one question takes one walk over what it reaches.
struct WorkReach {
  private let structure: SystemStructure
  /// For each handoff that brings a branch: which branch, of all joins together.
  private var branches: [HandoffIndex: Int] = [:]
  /// The join of each branch.
  private var joins: [AgentIndex] = []
  /// How many branches each join waits for.
  private var awaited: [AgentIndex: Int] = [:]

  init(_ system: AgentSystem, _ structure: SystemStructure) {
    self.structure = structure
    for agent in system.agentIndices {
      guard let join = system[agent].join else { continue }
      let branches = structure.index.branches(ofJoinAt: agent, in: system)
      guard !branches.isEmpty else { continue }
      awaited[agent] = join.needed(of: branches.count)
      for branch in branches {
        for handoff in branch.awaited + branch.further { self.branches[handoff] = joins.count }
        joins.append(agent)
      }
    }
  }

  /// Walks from agents that have work along the handoffs that a condition selects.
  ///
  /// - Parameters:
  ///   - starts: The agents that have work to begin with.
  ///   - count: How many agents there are.
  ///   - steps: Counted down by one for each handoff that is looked at; the walk stops where none are left.
  ///   - isTaken: Whether a handoff may be taken.
  /// - Returns: For each agent whether it gets work, or `nil` where the steps were used up.
  /// - Complexity: O(*agents* + *handoffs* of those that are reached).
  func agents(
    from starts: [AgentIndex], count: Int, steps: inout Int, where isTaken: (HandoffIndex) -> Bool
  ) -> [Bool]? {
    var isReached = [Bool](repeating: false, count: count)
    var hasArrived: Set<Int> = []
    var arrivals: [AgentIndex: Int] = [:]
    var open: [AgentIndex] = []
    func reach(_ agent: AgentIndex) {
      guard !isReached[agent.rawValue] else { return }
      isReached[agent.rawValue] = true
      open.append(agent)
    }
    for start in starts { reach(start) }
    while let agent = open.popLast() {
      for handoff in structure.index.handoffs(from: agent) {
        steps -= 1
        guard steps >= 0 else { return nil }
        guard structure.standing(of: handoff) == .live, isTaken(handoff),
          let target = structure.index.target(of: handoff)
        else { continue }
        guard let branch = branches[handoff] else {
          reach(target)
          continue
        }
        guard hasArrived.insert(branch).inserted else { continue }
        arrivals[joins[branch], default: 0] += 1
        if arrivals[joins[branch]] == awaited[joins[branch]] { reach(joins[branch]) }
      }
    }
    return isReached
  }
}
