internal import HandoffContracts
internal import HandoffSchema

/// A flow while it is written: a node for each agent, and a branching node behind each that has several ways.
struct AgentSpecFlow {
  private let system: AgentSystem
  private let first: String
  private var nodes: [JSONValue] = []
  private var edges: [JSONValue] = []
  private var names: Set<ExactString>

  init(_ system: AgentSystem, first: String) {
    self.system = system
    self.first = first
    names = Set(system.agents.map { ExactString($0.name) })
  }

  /// Adds an agent with its ways out.
  mutating func add(
    _ agent: Agent, _ handoffs: [Handoff], _ parts: inout AgentSpecParts, _ losses: inout LossList
  ) {
    var node = AgentSpecParts.component(
      agent.kind == .human ? "InputMessageNode" : "AgentNode", id: Self.id(agent.name), name: agent.name)
    node["branches"] = ["next"]
    if agent.kind == .human {
      node["outputs"] = [["title": "answer", "type": "string"]]
    } else {
      node["outputs"] = .array(parts.outputs(of: agent, &losses))
      node["agent"] = parts.reference(to: agent, &losses)
    }
    nodes.append(parts.keep(node))

    let ways = handoffs.filter { $0.from.hasSameCodePoints(as: agent.name) }
    // At a person the run ends where nothing follows.
    let ends = agent.kind == .human ? ways.isEmpty : agent.finishes != .no
    if ways.count + (ends ? 1 : 0) > 1 {
      branch(agent, ways, ends: ends, &parts)
    } else if let way = ways.first {
      if Self.label(of: way) != nil || way.condition != nil {
        losses.lose(.guards, "a test on the only way out cannot be said", agent: agent.name)
      }
      link(Self.id(agent.name), Self.id(way.to))
    } else if ends {
      link(Self.id(agent.name), Self.end)
    }
  }

  /// A branching node that says where an agent's work goes; whoever reads it folds it again.
  private mutating func branch(_ agent: Agent, _ ways: [Handoff], ends: Bool, _ parts: inout AgentSpecParts) {
    let name = fresh("\(agent.name) route")
    var node = AgentSpecParts.component("BranchingNode", id: "node:\(name)", name: name)
    node["inputs"] = [["title": "branching_mapping_key", "type": "string"]]
    var mapping: JSONObject = [:]
    var branches: [JSONValue] = []
    link(Self.id(agent.name), "node:\(name)")
    for way in ways {
      let label = Self.label(of: way) ?? way.to
      let isDefault = way.extensions["x-guard"]?.objectValue?["default"]?.boolValue == true
      let branch = isDefault ? "default" : label
      if !isDefault { mapping[label] = .string(label) }
      branches.append(.string(branch))
      link("node:\(name)", Self.id(way.to), branch: branch)
    }
    if !branches.contains("default") {
      // The branch that the specification demands for all other values.
      branches.append("default")
      link("node:\(name)", Self.end, branch: "default")
    }
    node["branches"] = .array(branches)
    node["mapping"] = .object(mapping)
    nodes.append(parts.keep(node))
  }

  private static let start = "node-start"
  private static let end = "node-end"

  private static func id(_ name: String) -> String { "node:\(name)" }

  private static func label(of handoff: Handoff) -> String? {
    handoff.extensions["x-guard"]?.objectValue?["label"]?.stringValue
  }

  private mutating func fresh(_ wanted: String) -> String {
    var name = wanted
    while !names.insert(ExactString(name)).inserted { name += "_" }
    return name
  }

  private mutating func link(_ from: String, _ to: String, branch: String? = nil) {
    var edge = AgentSpecParts.component(
      "ControlFlowEdge", id: "edge:\(edges.count)", name: "edge\(edges.count)")
    edge["inputs"] = nil
    edge["outputs"] = nil
    edge["from_node"] = ["$component_ref": .string(from)]
    edge["from_branch"] = branch.map { .string($0) } ?? .null
    edge["to_node"] = ["$component_ref": .string(to)]
    edges.append(.object(edge))
  }

  /// The finished flow.
  mutating func component(_ parts: inout AgentSpecParts) -> JSONObject {
    var begin = AgentSpecParts.component("StartNode", id: Self.start, name: fresh("start"))
    begin["branches"] = ["next"]
    var end = AgentSpecParts.component("EndNode", id: Self.end, name: fresh("end"))
    end["branches"] = []
    end["branch_name"] = "next"
    link(Self.start, Self.id(first))
    let all = [parts.keep(begin)] + nodes + [parts.keep(end)]
    var root = AgentSpecParts.component("Flow", id: "system", name: system.name)
    root["start_node"] = ["$component_ref": .string(Self.start)]
    root["nodes"] = .array(all)
    root["control_flow_connections"] = .array(edges)
    root["data_flow_connections"] = []
    return root
  }
}
