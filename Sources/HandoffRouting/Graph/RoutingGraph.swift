package import HandoffContracts
package import HandoffTraffic

/// The handoffs of a system as a graph in compressed arrays.
///
/// Vertices are the agents by their index. Edges are the handoffs that can be taken as far as structure tells, and for
/// each handoff that gives control back one edge from the receiver to the sender.
package struct RoutingGraph: Sendable {
  /// One way for work to move from agent to agent.
  package struct Edge: Sendable, Hashable {
    package var handoff: HandoffIndex
    package var target: AgentIndex
    /// Whether control comes back along the handoff, from its receiver to its sender.
    package var isReturn: Bool
    /// Whether a limit that nothing resets keeps a run from taking the edge for ever.
    package var isFinite: Bool
  }

  /// Where each agent's edges begin; one more than there are agents.
  private let edgeOffsets: [Int32]
  /// The edges, agent by agent.
  package let edges: [Edge]

  package var agentCount: Int { edgeOffsets.count - 1 }

  /// Builds the graph of a system.
  ///
  /// - Complexity: O(*agents* + *handoffs*).
  package init(_ system: AgentSystem, _ structure: SystemStructure) {
    let (agentCount, handoffCount) = (system.agents.count, system.handoffs.count)
    let index = structure.index
    let returning = CompressedRows(
      rowCount: agentCount,
      keys: (0..<handoffCount).map { position in
        let handoff = HandoffIndex(position)
        return structure.returns(handoff) ? Int32(index.target(of: handoff)?.rawValue ?? -1) : -1
      })
    // An agent past its limit takes its limit handoff at every visit, so its own limit bounds only the others.
    func isFinite(_ handoff: HandoffIndex, from sender: AgentIndex) -> Bool {
      let traits = structure.traits(of: handoff)
      return traits.isLimited || (structure.role(of: sender).hasBindingLimit && traits.trigger != .limit)
    }
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(agentCount + 1)
    var edges: [Edge] = []
    edges.reserveCapacity(handoffCount + returning.values.count)
    for agent in (0..<agentCount).lazy.map({ AgentIndex($0) }) {
      for handoff in index.handoffs(from: agent) where structure.standing(of: handoff) == .live {
        guard let target = index.target(of: handoff) else { continue }
        edges.append(
          Edge(handoff: handoff, target: target, isReturn: false, isFinite: isFinite(handoff, from: agent)))
      }
      for handoff in returning[agent.rawValue].lazy.map({ HandoffIndex(Int($0)) }) {
        guard let caller = index.source(of: handoff) else { continue }
        // Control comes back as often as it was given away, and as often as the receiver was visited.
        let isFinite = isFinite(handoff, from: caller) || structure.role(of: agent).hasBindingLimit
        edges.append(Edge(handoff: handoff, target: caller, isReturn: true, isFinite: isFinite))
      }
      offsets.append(Int32(edges.count))
    }
    edgeOffsets = offsets
    self.edges = edges
  }

  /// The edges that leave an agent: handoffs in declaration order, then returns.
  package func edges(of agent: AgentIndex) -> ArraySlice<Edge> {
    edges[Int(edgeOffsets[agent.rawValue])..<Int(edgeOffsets[agent.rawValue + 1])]
  }

  /// The positions of an agent's edges in ``edges``.
  package func positions(of agent: AgentIndex) -> Range<Int32> {
    edgeOffsets[agent.rawValue]..<edgeOffsets[agent.rawValue + 1]
  }

  /// The agent that an edge leaves.
  ///
  /// - Complexity: O(log *agents*).
  package func sender(ofEdge position: Int32) -> AgentIndex {
    var (low, high) = (0, agentCount)
    while low + 1 < high {
      let middle = (low + high) / 2
      if edgeOffsets[middle] <= position { low = middle } else { high = middle }
    }
    return AgentIndex(low)
  }

  /// What an edge is in terms of handoffs.
  func passage(ofEdge position: Int32) -> Passage {
    let edge = edges[Int(position)]
    return edge.isReturn ? Passage(backAlong: edge.handoff) : Passage(along: edge.handoff)
  }

  /// The graph of those edges that a condition on the sender and the edge selects; labels are positions in
  /// ``edges``.
  ///
  /// - Complexity: O(*agents* + *edges*).
  package func adjacency(where isIncluded: (AgentIndex, Edge) -> Bool) -> Adjacency {
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(agentCount + 1)
    var targets: [Int32] = []
    var labels: [Int32] = []
    for agent in 0..<agentCount {
      for position in edgeOffsets[agent]..<edgeOffsets[agent + 1] {
        let edge = edges[Int(position)]
        guard isIncluded(AgentIndex(agent), edge) else { continue }
        targets.append(Int32(edge.target.rawValue))
        labels.append(position)
      }
      offsets.append(Int32(targets.count))
    }
    return Adjacency(offsets: offsets, targets: targets, labels: labels)
  }
}
