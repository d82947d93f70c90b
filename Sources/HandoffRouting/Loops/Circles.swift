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

  init(in graph: RoutingGraph, _ traffic: inout Traffic) {
    let structure = traffic.structure
    let feeding = JoinFeeding(traffic)
    let all = graph.adjacency { sender, edge in
      guard !edge.isFinite, !structure.role(of: sender).isHuman else { return false }
      // Branches that no payload takes start no join.
      return feeding.isEmpty || edge.isReturn || traffic.isTaken(edge.handoff)
    }
    adjacency = feeding.isEmpty ? all : feeding.pruned(all, graph)
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

/// Which joins can be started again and again.
struct JoinFeeding {
  private var joins: [(agent: Int, branches: [[HandoffIndex]], needed: Int)] = []
  private var branchOf: [HandoffIndex: Int] = [:]

  init(_ traffic: Traffic) {
    for agent in traffic.system.agentIndices {
      guard let join = traffic.system[agent].join else { continue }
      let branches = traffic.branches(ofJoinAt: agent).map(\.handoffs)
      guard !branches.isEmpty else { continue }
      for handoff in branches.joined() { branchOf[handoff] = joins.count }
      joins.append((agent.rawValue, branches, join.needed(of: branches.count)))
    }
  }

  var isEmpty: Bool { joins.isEmpty }

  /// The graph without handoffs to joins that wait for ever once they have run.
  func pruned(_ graph: Adjacency, _ edges: RoutingGraph) -> Adjacency {
    var graph = graph
    while true {
      let starved = starved(in: graph, edges)
      if starved.isEmpty { return graph }
      graph = graph.filtered { label in
        let edge = edges.edges[Int(label)]
        return edge.isReturn || branchOf[edge.handoff].map { !starved.contains($0) } ?? true
      }
    }
  }

  /// The joins that have handoffs but too few that can come for ever.
  private func starved(in graph: Adjacency, _ edges: RoutingGraph) -> Set<Int> {
    let components = StrongComponents(of: graph)
    let circular = graph.circular(components)
    let starts = (0..<graph.vertexCount).filter { circular[Int(components.component[$0])] }.map { Int32($0) }
    let endless = Reachability(from: starts, in: graph)
    var coming: [Int: Set<Int>] = [:]
    var waiting: Set<Int> = []
    for vertex in 0..<graph.vertexCount {
      for place in graph.places(of: vertex) {
        let edge = edges.edges[Int(graph.labels[place])]
        guard !edge.isReturn, let join = branchOf[edge.handoff] else { continue }
        waiting.insert(join)
        guard endless.contains(vertex) else { continue }
        for (position, branch) in joins[join].branches.enumerated() where branch.contains(edge.handoff) {
          coming[join, default: []].insert(position)
        }
      }
    }
    return waiting.filter { (coming[$0]?.count ?? 0) < joins[$0].needed }
  }
}

extension Adjacency {
  /// The same without the edges whose labels a condition leaves out.
  func filtered(_ isKept: (Int32) -> Bool) -> Adjacency {
    var offsets: [Int32] = [0]
    var targets: [Int32] = []
    var labels: [Int32] = []
    for vertex in 0..<vertexCount {
      for place in places(of: vertex) where isKept(self.labels[place]) {
        targets.append(self.targets[place])
        labels.append(self.labels[place])
      }
      offsets.append(Int32(targets.count))
    }
    return Adjacency(offsets: offsets, targets: targets, labels: labels)
  }
}
