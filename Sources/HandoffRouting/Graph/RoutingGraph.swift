package import HandoffContracts

/// The handoffs of a system as a graph in compressed arrays.
///
/// Vertices are the agents by their place in the declaration. Edges are the handoffs that can be taken as far as
/// structure tells, and for each handoff that gives control back one edge from the receiver to the sender.
package struct RoutingGraph: Sendable {
  /// One way for work to move from agent to agent.
  package struct Edge: Sendable, Hashable {
    /// The place of the handoff in the system.
    package var handoff: Int32
    package var target: Int32
    /// Whether control comes back along the handoff, from its receiver to its sender.
    package var isReturn: Bool
    /// Whether a limit that nothing resets keeps a run from taking the edge for ever.
    package var isFinite: Bool
  }

  /// Whether a handoff can be taken, as far as structure tells.
  package enum Standing: Sendable, Hashable {
    case live
    /// An end is not declared.
    case undeclaredEnd
    /// An importer knows the handoff but not its target.
    case unknownTarget
    /// It answers failures, none of which the agent's contract declares.
    case undeclaredFailure
    /// It answers a limit, and the agent has none.
    case withoutLimit
    /// Under first-match selection an earlier handoff, always taken, leaves it nothing.
    case shadowed(by: Int32)
  }

  /// What structure says about one agent.
  package struct Role: Sendable, Hashable {
    package var isHuman = false
    /// A limit on its visits that nothing resets.
    package var hasBindingLimit = false
    /// The agent may end the run.
    package var canFinish = false
    /// A caller may get control back from it: it does not hand off or route everything that it gives.
    package var givesBack = true
    /// Not all of its handoffs are known.
    package var hasUnknownHandoffs = false
    /// The place of the contract of its output, -1 where it has none.
    package var contract: Int32 = -1
  }

  package let index: SystemIndex
  /// One role for each agent.
  package let roles: [Role]
  /// One for each handoff.
  package let traits: [HandoffTraits]
  /// The senders and receivers of the handoffs, -1 where not declared.
  package let senders: [Int32]
  package let receivers: [Int32]
  /// One standing for each handoff.
  package let standings: [Standing]
  /// The handoffs of each agent in declaration order, whatever their standing.
  package let handoffsBySender: CompressedRows
  /// Where each agent's edges begin; one more than there are agents.
  package let edgeOffsets: [Int32]
  /// The edges, agent by agent.
  package let edges: [Edge]

  package var agentCount: Int { roles.count }

  /// The edges that leave an agent: handoffs in declaration order, then returns.
  package func edges(of agent: Int) -> ArraySlice<Edge> {
    edges[Int(edgeOffsets[agent])..<Int(edgeOffsets[agent + 1])]
  }

  /// The graph of those edges that a condition on the sender and the edge selects; labels are places in
  /// ``edges``.
  ///
  /// - Complexity: O(*agents* + *edges*).
  package func adjacency(where isIncluded: (Int, Edge) -> Bool) -> Adjacency {
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(agentCount + 1)
    var targets: [Int32] = []
    var labels: [Int32] = []
    for agent in 0..<agentCount {
      for place in Int(edgeOffsets[agent])..<Int(edgeOffsets[agent + 1]) {
        let edge = edges[place]
        guard isIncluded(agent, edge) else { continue }
        targets.append(edge.target)
        labels.append(Int32(place))
      }
      offsets.append(Int32(targets.count))
    }
    return Adjacency(offsets: offsets, targets: targets, labels: labels)
  }
}
