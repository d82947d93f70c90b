import HandoffContracts
import HandoffTraffic

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

  /// The graph without handoffs to joins that wait for ever once they have run, as far as arrows tell.
  ///
  /// - Parameters:
  ///   - graph: What a run may take for ever as far as other runs are not concerned.
  ///   - edges: What its labels stand for.
  /// - Returns: What is left of it.
  func pruned(_ graph: Adjacency, _ edges: RoutingGraph) -> Adjacency {
    var graph = graph
    while true {
      let components = StrongComponents(of: graph)
      let circular = graph.circular(components)
      let starts = (0..<graph.vertexCount).filter { circular[Int(components.component[$0])] }.map {
        Int32($0)
      }
      let endless = Reachability(from: starts, in: graph)
      let toJoins = self.edges(in: graph, edges)
      let coming = Set(
        self.edges(in: graph, edges) { endless.contains($0) }.map { edges.edges[Int($0)].handoff })
      let starved = Set(
        joins.indices.filter { join in
          joins[join].branches.count { $0.contains(where: coming.contains) } < joins[join].needed
        })
      let lost = Set(
        toJoins.filter { branchOf[edges.edges[Int($0)].handoff].map { starved.contains($0) } ?? false })
      if lost.isEmpty { return graph }
      graph = graph.filtered { !lost.contains($0) }
    }
  }

  /// The edges of a graph that lead to joins as their branches, of senders that a condition selects.
  func edges(
    in graph: Adjacency, _ edges: RoutingGraph, where isIncluded: (Int) -> Bool = { _ in true }
  ) -> [Int32] {
    (0..<graph.vertexCount).filter(isIncluded).flatMap { vertex in
      graph.places(of: vertex).map { graph.labels[$0] }.filter { label in
        let edge = edges.edges[Int(label)]
        return !edge.isReturn && branchOf[edge.handoff] != nil
      }
    }
  }
}
