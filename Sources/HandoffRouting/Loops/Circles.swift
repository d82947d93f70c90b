import HandoffContracts
import HandoffTraffic

/// The components in which work can circulate without end.
///
/// An infinite run takes a handoff with a binding limit finitely often, and at a human autonomy ends; so these
/// handoffs and those of humans are removed, and what still lies on a cycle can be taken for ever.
struct Circles {
  private let adjacency: Adjacency
  private let components: StrongComponents
  private let members: CompressedRows

  init(in graph: RoutingGraph, _ structure: SystemStructure) {
    adjacency = graph.adjacency { sender, edge in
      !edge.isFinite && !structure.role(of: sender).isHuman
    }
    components = StrongComponents(of: adjacency)
    members = components.members
  }

  /// Whether an agent lies on a cycle.
  func isCircular(_ agent: AgentIndex) -> Bool {
    isCircular(component: Int(components.component[agent.rawValue]))
  }

  private func isCircular(component: Int) -> Bool {
    let agents = members[component]
    guard agents.count == 1, let only = agents.first else { return true }
    return adjacency.places(of: Int(only)).contains { adjacency.targets[$0] == only }
  }

  /// The circular components as loops, ordered by their first agent.
  func loops(
    in graph: RoutingGraph, limits: AgentSystem.RunLimit?, reach: Reachability, exits: Reachability
  ) -> [HandoffLoop] {
    let circular = (0..<components.count).filter { isCircular(component: $0) }
      .sorted { (members[$0].first ?? 0) < (members[$1].first ?? 0) }
    guard !circular.isEmpty else { return [] }
    var search = CycleSearch(in: adjacency, components: components)
    return circular.compactMap { component in
      let agents = members[component]
      guard let lowest = agents.first else { return nil }
      let edges = edges(within: component)
      let lap = search.shortest(among: agents, allowance: 20_000 + 4 * edges.count)
      // Its agents reach each other, so what holds for one holds for all.
      let first = Int(lowest)
      let ending: HandoffLoop.Ending =
        !exits.contains(first) ? .nothing : limits == nil ? .choice : .runLimit
      return HandoffLoop(
        first: AgentIndex(first), agents: agents.map { AgentIndex(Int($0)) }, edges: edges,
        lap: lap.map { adjacency.labels[$0.place] },
        isReached: reach.contains(first), ending: ending)
    }
  }

  private func edges(within component: Int) -> [Int32] {
    members[component].flatMap { agent in
      adjacency.places(of: Int(agent))
        .filter { components.component[Int(adjacency.targets[$0])] == Int32(component) }
        .map { adjacency.labels[$0] }
    }
  }
}
