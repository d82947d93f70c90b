internal import HandoffContracts
internal import HandoffSchema

/// Reads the nodes and edges of a flow; a branching node only says where the work of the node before it goes.
struct AgentSpecFlowReader {
  /// An edge between two nodes, by the branch that it leaves on.
  private struct Edge {
    var from: String
    var to: String
    var branch: String?
  }

  /// Where an edge leads, and by which branching node.
  private struct Way {
    var to: String
    var router: String?
    var label: String?
    var isDefault = false
  }

  private let prefix: String
  private var starts: Set<ExactString> = []
  /// The ends of the flow with the branch of it that each stands for.
  private var ends: [ExactString: String?] = [:]
  /// Branching nodes with what their values lead to: value and branch.
  private var branchings: [ExactString: [(value: String, branch: String)]] = [:]
  private var inner: [ExactString: AgentSpecGroup] = [:]
  private var kinds: [ExactString: String] = [:]
  private var edges: [Edge] = []
  private var outgoing: [ExactString: [Int]] = [:]

  init(prefix: String) { self.prefix = prefix }

  /// Reads a flow.
  ///
  /// - Throws: ``ImportError`` where it is not what the specification says.
  mutating func read(
    _ flow: ExportValue, with reader: inout AgentSpecReader, depth: Int
  ) throws(ImportError) -> AgentSpecGroup {
    for reference in try flow.member("nodes").elements() {
      let node = try reader.resolved(reference)
      try add(node, name: node.member("name").name(), &reader, depth)
    }
    for reference in try flow.member("control_flow_connections").elements() {
      let edge = try reader.resolved(reference)
      let from = try reader.resolved(edge.member("from_node")).member("name").name()
      outgoing[ExactString(from), default: []].append(edges.count)
      edges.append(
        Edge(
          from: from, to: try reader.resolved(edge.member("to_node")).member("name").name(),
          branch: try edge["from_branch"]?.string()))
    }
    var entries: [String] = []
    var exits: [AgentSpecGroup.Exit] = []
    for edge in edges where branchings[ExactString(edge.from)] == nil {
      guard starts.contains(ExactString(edge.from)) else {
        exits += hand(edge, &reader.draft)
        continue
      }
      for way in ways(to: edge.to) where ends[ExactString(way.to)] == nil { entries += self.entries(way.to) }
    }
    if !branchings.isEmpty {
      reader.draft.lose(
        .guards, "what a branch tests is a mapping of values that is not on the payload alone")
    }
    var seen: Set<AgentSpecGroup.Exit> = []
    return AgentSpecGroup(entries: entries, exits: exits.filter { seen.insert($0).inserted })
  }

  private mutating func add(
    _ node: ExportValue, name: String, _ reader: inout AgentSpecReader, _ depth: Int
  ) throws(ImportError) {
    let kind = try node["component_type"]?.string()
    let full = prefix + name
    kinds[ExactString(name)] = kind
    switch kind {
    case "StartNode": starts.insert(ExactString(name))
    case "EndNode": ends[ExactString(name)] = .some(try node["branch_name"]?.string())
    case "BranchingNode":
      var values: [(value: String, branch: String)] = []
      for (value, branch) in try node["mapping"]?.members() ?? [] {
        values.append((value, try branch.string()))
      }
      branchings[ExactString(name)] = values
    case "FlowNode", "MapNode", "ParallelMapNode", "CatchExceptionNode", "ParallelFlowNode":
      var flows = try ExportValue.elements(of: node["subflows"])
      if let flow = node["subflow"] { flows.append(flow) }
      var group = AgentSpecGroup(entries: [], exits: [])
      for reference in flows {
        let flow = try reader.resolved(reference)
        let own = flows.count > 1 ? try flow.member("name").name() + "/" : ""
        let read = try reader.read(flow, prefix: full + "/" + own, depth: depth + 1)
        group.entries += read.entries
        group.exits += read.exits
      }
      inner[ExactString(name)] = group
    default:
      var agent = node["agent"]
      if let reference = agent { agent = try reader.resolved(reference) }
      let type = agent?["component_type"]?.value.stringValue
      if let agent, type == "Swarm" || type == "ManagerWorkers" {
        inner[ExactString(name)] = try reader.read(agent, prefix: full + "/", depth: depth + 1)
        return
      }
      reader.draft.agent(full) { found in
        found.task = node["description"]?.value.stringValue ?? node["prompt_template"]?.value.stringValue
        if kind == "InputMessageNode" { found.kind = .human }
      }
      if kind != "InputMessageNode" { try reader.type(node["outputs"], of: full) }
      if let agent { try reader.declare(agent, as: full) }
    }
  }

  private func entries(_ name: String) -> [String] { inner[ExactString(name)]?.entries ?? [prefix + name] }

  /// Who leaves a node on a branch: of a flow inside, those that end it so.
  private func leaving(_ edge: Edge) -> [AgentSpecGroup.Exit] {
    guard let group = inner[ExactString(edge.from)] else {
      return [AgentSpecGroup.Exit(agent: ExactString(prefix + edge.from))]
    }
    let kind = kinds[ExactString(edge.from)] ?? ""
    let isWhole = kind.contains("Map") || kind.contains("Parallel")
    let hasBranches = group.exits.contains { $0.branch != nil && $0.branch != "next" }
    guard !isWhole, hasBranches else { return group.exits }
    let branch = edge.branch ?? "next"
    return group.exits.filter { ($0.branch ?? "next").hasSameCodePoints(as: branch) }
  }

  /// Makes handoffs of an edge, and answers who ends the flow by it.
  private func hand(_ edge: Edge, _ draft: inout SystemDraft) -> [AgentSpecGroup.Exit] {
    var exits: [AgentSpecGroup.Exit] = []
    let isInner = inner[ExactString(edge.from)] != nil
    let isCaught =
      kinds[ExactString(edge.from)] == "CatchExceptionNode" && edge.branch == "caught_exception_branch"
    let sources = isCaught ? caught(edge.from, &draft) : leaving(edge)
    for way in ways(to: edge.to) {
      // The branch of a flow inside says nothing new: what leads out there does.
      let own = way.label ?? (edge.branch == "next" || isInner ? nil : edge.branch)
      for source in sources {
        let router = way.router ?? (own == nil ? source.router : nil)
        let label = own ?? source.label
        if let branch = ends[ExactString(way.to)] {
          exits.append(
            AgentSpecGroup.Exit(
              agent: source.agent, branch: branch, router: router, label: way.isDefault ? nil : label))
          continue
        }
        let targets = entries(way.to)
        for target in targets {
          if draft.isFull { return exits }
          draft.hand(from: source.agent.string, to: target, on: isCaught ? .failures(["error"]) : .output) {
            handoff in
            if isCaught { return }
            if way.isDefault || label == "default" {
              handoff.isGuardedByCode(isDefault: true)
            } else if let label {
              handoff.isGuardedByCode(router, label: label)
            } else if kinds[ExactString(way.to)] == "ParallelFlowNode", targets.count > 1 {
              handoff.parallel = prefix + edge.from
            }
          }
          if kinds[ExactString(edge.from)] == "ParallelFlowNode", sources.count > 1 {
            draft.agent(target) { $0.join = Agent.Join() }
          }
        }
      }
    }
    if let values = branchings[ExactString(edge.to)], !values.isEmpty {
      let heard = values.filter { value in !isOver(value.branch, of: edge.to) }.map(\.value)
      for source in sources { draft.routes(source.agent.string, router: edge.to, heard) }
    }
    return exits
  }

  /// Whether a branch of a branching node ends the whole run; what ends a flow inside goes on outside.
  private func isOver(_ branch: String, of router: String) -> Bool {
    (outgoing[ExactString(router)] ?? []).contains { index in
      prefix.isEmpty && ends[ExactString(edges[index].to)] != nil
        && (edges[index].branch ?? "").hasSameCodePoints(as: branch)
    }
  }

  /// Whoever is inside a node that catches what fails there.
  private func caught(_ name: String, _ draft: inout SystemDraft) -> [AgentSpecGroup.Exit] {
    let inside = draft.agents.map(\.name).filter { $0.hasPrefix(prefix + name + "/") }
    let failure = FailureOutput(
      kind: "error", description: "The node raised; the flow around it catches that.")
    draft.mayFail(inside, failure)
    return inside.map { AgentSpecGroup.Exit(agent: ExactString($0)) }
  }

  /// Where an edge leads, through branching nodes; one behind another is entered once.
  private func ways(to name: String) -> [Way] {
    var found: [Way] = []
    var open = [Way(to: name)]
    var seen: Set<ExactString> = []
    while let way = open.popLast() {
      guard let values = branchings[ExactString(way.to)] else {
        found.append(way)
        continue
      }
      guard seen.insert(ExactString(way.to)).inserted else { continue }
      for edge in (outgoing[ExactString(way.to)] ?? []).reversed().map({ edges[$0] }) {
        let labels = values.filter { $0.branch.hasSameCodePoints(as: edge.branch ?? "") }.map(\.value)
        if labels.isEmpty {
          let isDefault = edge.branch == nil || edge.branch == "default"
          open.append(
            Way(to: edge.to, router: way.to, label: isDefault ? nil : edge.branch, isDefault: isDefault))
        }
        for label in labels.reversed() { open.append(Way(to: edge.to, router: way.to, label: label)) }
      }
    }
    return found
  }
}
