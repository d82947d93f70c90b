internal import HandoffContracts
internal import HandoffSchema

/// What LangGraph's two exports have in common: nodes, edges, and the machinery that is folded away.
struct LangGraphDrawing {
  /// Nodes and edges as they stand in the export.
  var graph = DrawnGraph()
  /// The nodes that only run tools, with the names of the tools.
  var tools: [ExactString: [String]] = [:]
  private var draft: SystemDraft

  init(name: String) { draft = SystemDraft(name: name) }

  /// Reads the system out of the drawing.
  mutating func read() -> ImportedSystem {
    let names = agentNames()
    for node in graph.nodes {
      if let name = names[ExactString(node.id)] { draft.agent(name) }
    }
    for (node, tools) in tools {
      guard let owner = owner(of: node.string, names) else { continue }
      draft.agent(owner) { $0.tools += tools }
    }
    var routes = FoldedRoutes(graph, folding: { names[ExactString($0)] == nil })
    for edge in routes.edges() { add(edge, names) }
    noteOrphans(names)
    noteLosses()
    return draft.finished()
  }

  private mutating func add(_ edge: FoldedRoutes.Edge, _ names: [ExactString: String]) {
    switch (names[ExactString(edge.from)], names[ExactString(edge.to)]) {
    case (nil, let to?):
      if !draft.entry.contains(where: { $0.hasSameCodePoints(as: to) }) { draft.entry.append(to) }
    case (let from?, nil):
      draft.agent(from) { $0.finishes = .yes }
    case (let from?, let to?):
      // A model that calls itself inside a folded sub-graph repairs its own answer; nothing is handed off.
      let isFolded = Self.group(of: edge.from).map { names[ExactString(edge.from)] == $0 } ?? false
      if from.hasSameCodePoints(as: to), edge.isThroughMachinery || isFolded { return }
      let siblings = graph.edges.filter { $0.from.hasSameCodePoints(as: edge.from) && !$0.isDashed }
      draft.hand(from: from, to: to) { handoff in
        if edge.isConditional {
          handoff.isGuardedByCode(label: edge.label)
        } else if siblings.count > 1 {
          handoff.parallel = from
        }
      }
    case (nil, nil): break
    }
  }

  /// The agent of each node; start and end markers and tool nodes have none.
  private func agentNames() -> [ExactString: String] {
    var names: [ExactString: String] = [:]
    var inside: [ExactString: [String]] = [:]
    for node in graph.nodes where !Self.isMarker(node.id) && tools[ExactString(node.id)] == nil {
      inside[ExactString(Self.group(of: node.id) ?? ""), default: []].append(node.id)
    }
    for (group, ids) in inside {
      for id in ids {
        // A sub-graph of one model and its tools is one agent.
        let isWhole = !group.string.isEmpty && ids.count == 1
        names[ExactString(id)] =
          isWhole ? group.string.replacing(":", with: "/") : id.replacing(":", with: "/")
      }
    }
    return names
  }

  private func owner(of toolNode: String, _ names: [ExactString: String]) -> String? {
    let caller = graph.edges.first { $0.to.hasSameCodePoints(as: toolNode) }
    return caller.flatMap { names[ExactString($0.from)] }
  }

  private static func group(of id: String) -> String? {
    id.lastIndex(of: ":").map { String(id[..<$0]) }
  }

  private static func isMarker(_ id: String) -> Bool {
    let last = id.split(separator: ":").last ?? ""
    return last == "__start__" || last == "__end__"
  }

  /// Nodes without any edge are led to by somebody: a route that the export has lost.
  private mutating func noteOrphans(_ names: [ExactString: String]) {
    let linked = Set(graph.edges.flatMap { [ExactString($0.from), ExactString($0.to)] })
    let orphans = graph.nodes.map(\.id).filter {
      names[ExactString($0)] != nil && !linked.contains(ExactString($0))
    }
    guard !orphans.isEmpty else { return }
    let prefix = "__error_handler__"
    for id in orphans {
      let name = names[ExactString(id)] ?? id
      draft.hasUnknownHandoffs(name)
      draft.agent(name) { $0.finishes = .implied }
      if name.hasPrefix(prefix), draft.has(String(name.dropFirst(prefix.count))) {
        draft.hasUnknownHandoffs(String(name.dropFirst(prefix.count)))
        draft.lose(.failures, "the way from a node to its error handler is not exported", agent: name)
      } else {
        for other in names.values.sorted(by: { ExactString($0) < ExactString($1) })
        where !other.hasSameCodePoints(as: name) && endsUnsurely(other) {
          draft.hasUnknownHandoffs(other)
        }
        draft.lose(.handoffs, "no edge of these nodes is exported; who leads to them is unknown", agent: name)
      }
    }
  }

  private func endsUnsurely(_ name: String) -> Bool {
    draft.agents.contains { $0.name.hasSameCodePoints(as: name) && $0.finishes == .yes }
      && !draft.handoffs.contains { $0.from.hasSameCodePoints(as: name) }
  }

  private mutating func noteLosses() {
    // The newest default: a smaller one of an older version is a bound all the more.
    draft.limits = AgentSystem.RunLimit(handoffs: 10_007, isImplied: true)
    let senders = Set(draft.handoffs.map { ExactString($0.from) })
    if !draft.agents.contains(where: { $0.finishes != .no }) {
      for agent in draft.agents { draft.agent(agent.name) { $0.finishes = .implied } }
      draft.lose(.ends, "the export has no end; every agent may finish")
    } else {
      for agent in draft.agents where agent.finishes == .no && !senders.contains(ExactString(agent.name)) {
        draft.agent(agent.name) { $0.finishes = .implied }
      }
      draft.lose(.ends, "an edge to the end may be the exporter's own, where it could not see a route")
    }
    draft.lose(
      .limits, "`recursion_limit` is not exported; the default (10,007 steps; 25 in older versions) is taken")
    draft.lose(.guards, "what a label of a conditional edge means is code; any of them may be taken")
    draft.lose(.contracts, "the types of nodes and state are not in this export; there are no contracts")
    draft.lose(.failures, "retry policies and error handlers are not exported")
    draft.lose(.joins, "which node waits for several others is not exported")
    if draft.entry.count > 1 {
      draft.lose(
        .entry,
        "where a run begins is decided by code; each of these may be first: "
          + draft.entry.joined(separator: ", "))
    }
  }
}
