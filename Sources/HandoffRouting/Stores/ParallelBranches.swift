import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// Which agents can work at the same time: those of different branches of a parallel group, up to where they join.
struct ParallelBranches: Sendable {
  /// One branch: the handoff that opens it, and the agents on it.
  struct Branch: Sendable {
    var handoff: HandoffIndex
    var agents: Set<AgentIndex>
  }

  /// The branches of each group, in declaration order.
  let groups: [[Branch]]

  /// Follows the branches of every group.
  ///
  /// - Complexity: O(*g* · *n*) for *g* handoffs in groups and *n* handoffs.
  init(_ facts: RoutingFacts) {
    var order: [[HandoffIndex]] = []
    var positions: [AgentIndex: [ExactString: Int]] = [:]
    for handoff in facts.system.handoffIndices {
      guard let group = facts.system[handoff].parallel, let sender = facts.sender(of: handoff) else {
        continue
      }
      let key = ExactString(group)
      if let position = positions[sender]?[key] {
        order[position].append(handoff)
      } else {
        positions[sender, default: [:]][key] = order.count
        order.append([handoff])
      }
    }
    groups = order.filter { $0.count > 1 }.map { handoffs in
      handoffs.map { Branch(handoff: $0, agents: Self.agents(on: $0, facts)) }
    }
  }

  /// The agents that a branch leads through; one that waits for branches stands behind them, a human ends them.
  private static func agents(on handoff: HandoffIndex, _ facts: RoutingFacts) -> Set<AgentIndex> {
    var found: Set<AgentIndex> = []
    var open = [facts.receiver(of: handoff)].compactMap(\.self)
    let sender = facts.sender(of: handoff)
    while let agent = open.popLast() {
      let isBehind = facts.system[agent].join != nil || facts.system[agent].kind == .human
      guard agent != sender, !isBehind, found.insert(agent).inserted else { continue }
      open += facts.index.handoffs(from: agent).compactMap { facts.receiver(of: $0) }
    }
    return found
  }

  /// The first two branches on which two agents stand apart, or `nil` where they never work at the same time.
  func separate(_ first: AgentIndex, _ second: AgentIndex) -> (first: HandoffIndex, second: HandoffIndex)? {
    for group in groups {
      guard let left = group.first(where: { $0.agents.contains(first) && !$0.agents.contains(second) }),
        let right = group.first(where: { $0.agents.contains(second) && !$0.agents.contains(first) })
      else { continue }
      return (left.handoff, right.handoff)
    }
    return nil
  }
}
