package import HandoffContracts
import HandoffSchema

extension Traffic {
  /// The branches that an agent waits for, in order; none for an agent that is no join.
  ///
  /// - Complexity: O(*n*) on average in the number of handoffs that lead to the agent.
  package func branches(ofJoinAt agent: AgentIndex) -> [JoinBranch] {
    guard let join = system[agent].join else { return [] }
    let incoming = index.handoffs(to: agent).filter {
      index.source(of: $0) != nil && index.source(of: $0) != agent && !structure.traits(of: $0).isUnknown
    }
    return join.branches.isEmpty
      ? branchesBySender(incoming) : namedBranches(join.branches, incoming)
  }

  /// Every sender with a handoff on output is a branch.
  private func branchesBySender(_ incoming: [HandoffIndex]) -> [JoinBranch] {
    var positions: [AgentIndex: Int] = [:]
    var branches: [JoinBranch] = []
    for handoff in incoming where structure.traits(of: handoff).trigger == .output {
      guard let sender = index.source(of: handoff), positions[sender] == nil else { continue }
      positions[sender] = branches.count
      branches.append(JoinBranch(sender: sender, handoffs: [handoff]))
    }
    for handoff in incoming {
      guard let position = index.source(of: handoff).flatMap({ positions[$0] }),
        branches[position].handoffs[0] != handoff
      else { continue }
      branches[position].handoffs.append(handoff)
    }
    return branches
  }

  private func namedBranches(_ names: [String], _ incoming: [HandoffIndex]) -> [JoinBranch] {
    var known: [ExactString: HandoffIndex] = [:]
    var others: [AgentIndex: [HandoffIndex]] = [:]
    for handoff in incoming {
      known[ExactString(index.name(of: handoff))] = handoff
      guard let sender = index.source(of: handoff), structure.traits(of: handoff).trigger != .output else {
        continue
      }
      others[sender, default: []].append(handoff)
    }
    var positions: [AgentIndex: Int] = [:]
    var branches: [JoinBranch] = []
    for handoff in names.compactMap({ known[ExactString($0)] }) {
      guard let sender = index.source(of: handoff) else { continue }
      if let position = positions[sender] {
        if !branches[position].handoffs.contains(handoff) { branches[position].handoffs.append(handoff) }
      } else {
        positions[sender] = branches.count
        let further = (others[sender] ?? []).filter { $0 != handoff }
        branches.append(JoinBranch(sender: sender, handoffs: [handoff] + further))
      }
    }
    return branches
  }
}

extension Traffic {
  /// What one branch of a join brings.
  package func cargo(ofBranch branch: JoinBranch) -> Cargo {
    branch.handoffs.reduce(into: Cargo()) { $0.add(plainCargo(of: $1)) }
  }
}
