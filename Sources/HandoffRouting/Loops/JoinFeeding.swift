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

  /// The graph without handoffs to joins that wait for ever once they have run.
  ///
  /// - Parameters:
  ///   - graph: What a run may take for ever as far as other runs are not concerned.
  ///   - edges: What its labels stand for.
  ///   - calm: Edges on which nothing circulates; they only pass on what others bring again and again.
  /// - Returns: What is left of it.
  func pruned(_ graph: Adjacency, _ edges: RoutingGraph, calm: Set<Int32> = []) -> Adjacency {
    var graph = graph
    while true {
      let starved = starved(in: graph, edges, calm)
      if starved.isEmpty { return graph }
      graph = graph.filtered { label in
        let edge = edges.edges[Int(label)]
        return edge.isReturn || branchOf[edge.handoff].map { !starved.contains($0) } ?? true
      }
    }
  }

  /// The joins that have handoffs but too few that can come for ever.
  private func starved(in graph: Adjacency, _ edges: RoutingGraph, _ calm: Set<Int32>) -> Set<Int> {
    let sources = calm.isEmpty ? graph : graph.filtered { !calm.contains($0) }
    let components = StrongComponents(of: sources)
    let circular = sources.circular(components)
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
