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

  var draft: SystemDraft
  private var starts: Set<ExactString> = []
  private var ends: Set<ExactString> = []
  /// Branching nodes with what their values lead to: value and branch.
  private var branchings: [ExactString: [(value: String, branch: String)]] = [:]
  private var edges: [Edge] = []

  init(draft: SystemDraft) { self.draft = draft }

  /// Meets a node.
  mutating func add(_ node: ExportValue, name: String, kind: String?) throws(ImportError) {
    switch kind {
    case "StartNode": starts.insert(ExactString(name))
    case "EndNode": ends.insert(ExactString(name))
    case "BranchingNode":
      var values: [(value: String, branch: String)] = []
      for (value, branch) in try node["mapping"]?.members() ?? [] {
        values.append((value, try branch.string()))
      }
      branchings[ExactString(name)] = values
    default:
      draft.agent(name) { agent in
        agent.task = node["description"]?.value.stringValue
        if kind == "InputMessageNode" { agent.kind = .human }
      }
    }
  }

  /// Meets an edge.
  mutating func link(_ from: String, _ to: String, branch: String?) {
    edges.append(Edge(from: from, to: to, branch: branch))
  }

  /// Makes handoffs of the edges.
  mutating func finish() {
    for edge in edges where branchings[ExactString(edge.from)] == nil {
      if starts.contains(ExactString(edge.from)) {
        for way in ways(to: edge.to) where !ends.contains(ExactString(way.to)) { draft.entry.append(way.to) }
      } else {
        hand(edge)
      }
    }
    draft.lose(.guards, "what a branch tests is a mapping of values that is not on the payload alone")
  }

  private mutating func hand(_ edge: Edge) {
    let all = ways(to: edge.to)
    for way in all {
      if ends.contains(ExactString(way.to)) {
        draft.agent(edge.from) { $0.finishes = $0.kind == .human ? .no : .yes }
        continue
      }
      let label = way.label ?? (edge.branch == "next" ? nil : edge.branch)
      draft.hand(from: edge.from, to: way.to) { handoff in
        if way.isDefault || label == "default" {
          handoff.isGuardedByCode(isDefault: true)
        } else if let label {
          handoff.isGuardedByCode(way.router, label: label)
        }
      }
    }
    for (router, values) in routers(from: edge.to) where !values.isEmpty {
      draft.agent(edge.from) { agent in
        var routes = agent.extensions["x-routes"]?.objectValue ?? [:]
        routes[router] = .array(values.map { .string($0) })
        agent.extensions["x-routes"] = .object(routes)
      }
    }
  }

  private struct Way {
    var to: String
    var router: String?
    var label: String?
    var isDefault = false
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
      for edge in edges.reversed() where edge.from.hasSameCodePoints(as: way.to) {
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

  /// The branching node that an edge leads to, with the values that do not end the flow.
  private func routers(from name: String) -> [(router: String, values: [String])] {
    guard let values = branchings[ExactString(name)] else { return [] }
    let ending = edges.filter { $0.from.hasSameCodePoints(as: name) && ends.contains(ExactString($0.to)) }
    return [
      (
        name,
        values.filter { value in
          !ending.contains { ($0.branch ?? "").hasSameCodePoints(as: value.branch) }
        }.map(\.value)
      )
    ]
  }
}
