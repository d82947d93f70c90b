import HandoffContracts
import HandoffTraffic

/// The components in which work could circulate without end, as far as arrows tell.
///
/// An infinite run takes a handoff with a binding limit finitely often, and at a human autonomy ends; so these
/// handoffs and those of humans are removed. So are those to a join whose other branches do not come again and again.
/// What still lies on a cycle could be taken for ever.
struct Circles {
  let adjacency: Adjacency
  let components: StrongComponents
  let members: CompressedRows
  private let feeding: JoinFeeding

  init(in graph: RoutingGraph, _ traffic: inout Traffic) {
    let structure = traffic.structure
    let feeding = JoinFeeding(traffic)
    let all = graph.adjacency { sender, edge in
      guard !edge.isFinite, !structure.role(of: sender).isHuman else { return false }
      // Branches that no payload takes start no join, and control that never comes back sends none again.
      guard !feeding.isEmpty else { return true }
      return edge.isReturn ? traffic.isReturned(edge.handoff) : traffic.isTaken(edge.handoff)
    }
    self.init(feeding.isEmpty ? all : feeding.pruned(all, graph), feeding)
  }

  private init(_ adjacency: Adjacency, _ feeding: JoinFeeding) {
    self.adjacency = adjacency
    self.feeding = feeding
    components = StrongComponents(of: adjacency)
    members = components.members
  }

  /// Whether some agent waits for several others.
  var hasJoins: Bool { !feeding.isEmpty }

  /// What is left without some edges.
  func without(_ edges: Set<Int32>) -> Circles {
    edges.isEmpty ? self : Circles(adjacency.filtered { !edges.contains($0) }, feeding)
  }

  /// The edges to joins that a run may take for ever as far as arrows tell.
  func edgesToJoins(_ graph: RoutingGraph) -> [Int32] { feeding.edges(in: adjacency, graph) }

  /// Whether an agent lies on a cycle.
  func isCircular(_ agent: AgentIndex) -> Bool {
    isCircular(component: Int(components.component[agent.rawValue]))
  }

  private func isCircular(component: Int) -> Bool {
    let agents = members[component]
    guard agents.count == 1, let only = agents.first else { return true }
    return adjacency.places(of: Int(only)).contains { adjacency.targets[$0] == only }
  }

  /// The circular components, ordered by their first agent.
  var circular: [Int] {
    (0..<components.count).filter { isCircular(component: $0) }
      .sorted { (members[$0].first ?? 0) < (members[$1].first ?? 0) }
  }

  /// The edges within a component, in declaration order of their senders.
  func edges(within component: Int) -> [Int32] {
    members[component].flatMap { agent in
      adjacency.places(of: Int(agent))
        .filter { components.component[Int(adjacency.targets[$0])] == Int32(component) }
        .map { adjacency.labels[$0] }
    }
  }
}
