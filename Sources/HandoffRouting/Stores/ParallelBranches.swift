import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// Which agents work on which branches of a parallel group, up to where the branches join.
struct ParallelBranches {
  /// Handoffs of one sender that answer the same kind of outcome and are taken together, in declaration order.
  typealias Group = [HandoffIndex]

  private let system: AgentSystem
  private let structure: SystemStructure
  /// The joins that wait for all who lead to them.
  private let waiting: Set<AgentIndex>

  /// Of how many branches it is known that an agent stands on them.
  private static let branchLimit = 4

  init(_ system: AgentSystem, _ structure: SystemStructure) {
    self.system = system
    self.structure = structure
    waiting = Set(
      system.agentIndices.filter { agent in
        guard let join = system[agent].join else { return false }
        let branches = structure.index.branches(ofJoinAt: agent, in: system).count
        return join.needed(of: branches) >= branches
      })
  }

  private enum Outcome { case output, failure, limit, none }

  private struct Key: Hashable {
    var sender: AgentIndex
    var outcome: Outcome
    var name: ExactString
  }

  /// The groups of at least two handoffs that can be taken, in declaration order.
  var groups: [Group] {
    var groups: [Group] = []
    var positions: [Key: Int] = [:]
    for handoff in system.handoffIndices where structure.standing(of: handoff) == .live {
      guard let name = system[handoff].parallel, let sender = structure.index.source(of: handoff) else {
        continue
      }
      let outcome: Outcome =
        switch structure.traits(of: handoff).trigger {
        case .output: .output
        case .anyFailure, .namedFailures: .failure
        case .limit: .limit
        case .none: .none
        }
      let key = Key(sender: sender, outcome: outcome, name: ExactString(name))
      if let position = positions[key] {
        groups[position].append(handoff)
      } else {
        positions[key] = groups.count
        groups.append([handoff])
      }
    }
    return groups.filter { $0.count > 1 }
  }

  /// The agents of a group's branches, each with the positions of the first branches that it stands on.
  ///
  /// An agent that waits for several branches stands behind them, and so does what follows. A human ends a branch, and so
  /// does the sender of the group, who splits the work anew.
  ///
  /// - Parameters:
  ///   - group: The group.
  ///   - steps: Counted down by one for each handoff that is looked at.
  /// - Returns: The positions by agent, or `nil` where the steps were used up.
  /// - Complexity: O(*n*) in the number of handoffs that the branches lead to.
  func agents(of group: Group, steps: inout Int) -> [AgentIndex: [Int]]? {
    // Two branches are enough to know that a join waits for more than one.
    guard let reached = walk(group, branches: 2, steps: &steps, passes: { _ in true }) else { return nil }
    return walk(group, branches: Self.branchLimit, steps: &steps) { agent in
      !waiting.contains(agent) || (reached[agent]?.count ?? 0) < 2
    }
  }

  private func walk(
    _ group: Group, branches: Int, steps: inout Int, passes: (AgentIndex) -> Bool
  ) -> [AgentIndex: [Int]]? {
    var found: [AgentIndex: [Int]] = [:]
    var open: [(agent: AgentIndex, branch: Int)] = []
    let sender = group.first.flatMap { structure.index.source(of: $0) }
    func come(_ branch: Int, by handoff: HandoffIndex) {
      guard let agent = structure.index.target(of: handoff), agent != sender,
        !structure.role(of: agent).isHuman, passes(agent)
      else { return }
      let known = found[agent] ?? []
      guard known.count < branches, !known.contains(branch) else { return }
      found[agent, default: []].append(branch)
      open.append((agent, branch))
    }
    for (branch, handoff) in group.enumerated() { come(branch, by: handoff) }
    while let (agent, branch) = open.popLast() {
      for handoff in structure.index.handoffs(from: agent) {
        steps -= 1
        guard steps >= 0 else { return nil }
        if structure.standing(of: handoff) == .live { come(branch, by: handoff) }
      }
    }
    return found
  }
}
