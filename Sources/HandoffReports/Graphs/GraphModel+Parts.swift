import HandoffContracts
import HandoffRouting
import HandoffSchema

extension GraphModel {
  /// The part of the picture around one node: what is at most so many handoffs away, whichever way they lead.
  ///
  /// - Complexity: O(*nodes* + *edges*).
  public func around(_ name: String, depth: Int) -> GraphModel? {
    guard let center = nodes.firstIndex(where: { $0.name.hasSameCodePoints(as: name) }) else { return nil }
    var neighbours = [[Int]](repeating: [], count: nodes.count)
    for edge in edges {
      neighbours[edge.from].append(edge.to)
      neighbours[edge.to].append(edge.from)
    }
    var distance = [Int?](repeating: nil, count: nodes.count)
    distance[center] = 0
    var open = [center]
    var next = 0
    while next < open.count {
      let here = open[next]
      next += 1
      guard let far = distance[here], far < depth else { continue }
      for node in neighbours[here] where distance[node] == nil {
        distance[node] = far + 1
        open.append(node)
      }
    }
    var part = keeping { distance[$0] != nil }
    let left = nodes.count - part.nodes.count
    if left > 0 { part.leaveOut("\(Counted.text(left, "agent")) farther away than \(depth) not shown") }
    return part
  }

  /// Says that something more is left out.
  private mutating func leaveOut(_ words: String) {
    omission = omission.map { "\($0); \(words)" } ?? words
  }

  private func keeping(_ isKept: (Int) -> Bool) -> GraphModel {
    var positions = [Int?](repeating: nil, count: nodes.count)
    var kept: [Node] = []
    for (position, node) in nodes.enumerated() where isKept(position) {
      positions[position] = kept.count
      kept.append(node)
    }
    var part = GraphModel(system: system, nodes: kept, edges: [], omission: omission)
    for var edge in edges {
      guard let from = positions[edge.from], let to = positions[edge.to] else { continue }
      (edge.from, edge.to) = (from, to)
      part.edges.append(edge)
    }
    return part
  }

  /// The picture with groups in place of agents where there are too many to show: first the agents that hand work round
  /// in circles become one node each, and if that is not enough the agents that are equally far from the start.
  ///
  /// - Complexity: O(*nodes* + *edges*).
  public func grouped() -> GraphModel {
    guard nodes.count > Self.agentLimit else { return self }
    let graph = Adjacency(vertexCount: nodes.count, edges: edges.map { ($0.from, $0.to) })
    let components = StrongComponents(of: graph)
    let loops = merged(by: components.component.map(Int.init)) { members in
      "\(members[0]) and \(members.count - 1) more in a circle"
    }
    guard loops.nodes.count > Self.agentLimit else { return loops }
    let reach = distances()
    return merged(by: reach) { "\(members($0)) like \($0[0])" }
  }

  private func members(_ names: [String]) -> String { Counted.text(names.count, "agent") }

  /// How many handoffs each node is from the start; one more than the farthest for what is not reached, the last step
  /// for all beyond the limit.
  private func distances() -> [Int] {
    let graph = Adjacency(vertexCount: nodes.count, edges: edges.map { ($0.from, $0.to) })
    let starts = nodes.indices.filter { nodes[$0].isEntry }
    var far = [Int](repeating: -1, count: nodes.count)
    var open = starts
    for start in open { far[start] = 0 }
    var next = 0
    while next < open.count {
      let here = open[next]
      next += 1
      for place in graph.places(of: here) {
        let target = Int(graph.targets[place])
        guard far[target] < 0 else { continue }
        far[target] = min(far[here] + 1, Self.agentLimit - 2)
        open.append(target)
      }
    }
    return far.map { $0 < 0 ? Self.agentLimit - 1 : $0 }
  }

  private func merged(by group: [Int], named name: ([String]) -> String) -> GraphModel {
    var order: [Int] = []
    var members: [Int: [Int]] = [:]
    for position in nodes.indices {
      if members[group[position]] == nil { order.append(group[position]) }
      members[group[position], default: []].append(position)
    }
    var positions: [Int: Int] = [:]
    var result = GraphModel(system: system, nodes: [], edges: [], omission: omission)
    for key in order {
      let inside = (members[key] ?? []).map { nodes[$0] }
      positions[key] = result.nodes.count
      guard inside.count > 1 else {
        result.nodes += inside
        continue
      }
      var node = Node(name: name(inside.map(\.name)), kind: .group)
      node.isEntry = inside.contains(where: \.isEntry)
      node.mayFinish = inside.contains(where: \.mayFinish)
      node.severity = inside.compactMap(\.severity).max()
      node.members = inside.map(\.name)
      result.nodes.append(node)
    }
    var known: [MergedEdge: Int] = [:]
    for var edge in edges {
      guard let from = positions[group[edge.from]], let to = positions[group[edge.to]] else { continue }
      // What stays within a group is not seen, but for what was found there.
      if from == to, result.nodes[from].kind == .group {
        result.nodes[from].severity = [result.nodes[from].severity, edge.severity].compactMap(\.self).max()
        continue
      }
      (edge.from, edge.to) = (from, to)
      let isPlain = result.nodes[from].kind != .group && result.nodes[to].kind != .group
      let key = MergedEdge(from: from, to: to, kind: edge.kind)
      if isPlain || known[key] == nil {
        known[key] = result.edges.count
        result.edges.append(edge)
      } else if let position = known[key] {
        result.edges[position].count(edge)
      }
    }
    result.leaveOut(
      "\(Counted.text(nodes.count, "agent")) are shown as \(result.nodes.count) nodes; --around AGENT shows a part"
    )
    return result
  }

  private struct MergedEdge: Hashable {
    var from: Int
    var to: Int
    var kind: Edge.Kind
  }
}

extension GraphModel.Edge {
  /// Lets the edge stand for another one too.
  fileprivate mutating func count(_ other: Self) {
    merged += 1
    label = "\(Counted.number(merged)) handoffs"
    isInLoop = isInLoop || other.isInLoop
    isDead = isDead && other.isDead
    returns = returns || other.returns
    severity = [severity, other.severity].compactMap(\.self).max()
  }
}
