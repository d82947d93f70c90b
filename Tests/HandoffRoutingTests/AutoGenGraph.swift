import HandoffContracts
import HandoffSchema

/// A graph of AutoGen's `DiGraph` as an agent system.
///
/// Edges without a condition are all taken; conditions are tests in code. A node without edges ends the run, and one that
/// `all` activates waits for everybody who leads to it in one activation group.
struct AutoGenGraph {
  private struct Edge {
    var source: String
    var target: String
    var condition: String?
    var group: String
  }

  private let nodes: [(name: String, node: JSONValue)]
  private let edges: [Edge]
  private let start: String?

  init(_ graph: JSONValue) {
    nodes = (graph["nodes"]?.objectValue ?? [:]).map { ($0.key, $0.value) }
    edges = nodes.flatMap { name, node in
      (node["edges"]?.arrayValue ?? []).map { edge in
        Edge(
          source: name, target: edge["target"]?.stringValue ?? "", condition: edge["condition"]?.stringValue,
          group: edge["activation_group"]?.stringValue ?? "")
      }
    }
    start = graph["default_start_node"]?.stringValue
  }

  /// Whether some node can come back to itself.
  var hasCycle: Bool {
    nodes.contains { node in
      var open = [node.name]
      var seen: Set<String> = []
      while let here = open.popLast() {
        for edge in edges where edge.source == here {
          if edge.target == node.name { return true }
          if seen.insert(edge.target).inserted { open.append(edge.target) }
        }
      }
      return false
    }
  }

  /// Whether a node that nothing leads to is not where a run starts, so that it never runs.
  var leavesSourceOut: Bool {
    guard let start else { return false }
    return nodes.contains { node in node.name != start && !edges.contains { $0.target == node.name } }
  }

  var system: AgentSystem {
    let sources = nodes.map(\.name).filter { name in !edges.contains { $0.target == name } }
    var system = AgentSystem(name: "graph", entry: start.map { [$0] } ?? sources)
    for (name, node) in nodes {
      var agent = Agent(name: name)
      agent.finishes = edges.contains { $0.source == name } ? .no : .yes
      let incoming = edges.filter { $0.target == name }
      if node["activation"] == "all", Set(incoming.map(\.source)).count > 1,
        Set(incoming.map(\.group)).count == 1
      {
        agent.join = Agent.Join()
      }
      system.agents.append(agent)
    }
    for edge in edges {
      var handoff = Handoff(from: edge.source, to: edge.target)
      handoff.condition = edge.condition
      if edge.condition == nil, edges.count(where: { $0.source == edge.source }) > 1 {
        handoff.parallel = "all"
      }
      system.handoffs.append(handoff)
    }
    return system
  }
}
