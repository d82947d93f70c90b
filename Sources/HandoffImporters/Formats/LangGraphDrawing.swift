internal import HandoffContracts
internal import HandoffSchema

/// What LangGraph's two exports have in common: nodes, edges, and the machinery that is folded away.
struct LangGraphDrawing {
  /// Nodes and edges as they stand in the export.
  var graph = DrawnGraph()
  /// The nodes that only run tools, with the names of the tools.
  var tools: [ExactString: [String]] = [:]
  /// Whether tool nodes are only known by their names.
  var guessesTools = false
  private var draft: SystemDraft
  private var starts: Set<ExactString> = []
  private var unconditional: [ExactString: Int] = [:]

  init(name: String) { draft = SystemDraft(name: name) }

  /// Reads the system out of the drawing.
  ///
  /// - Throws: ``ImportError`` where there are more ways through it than are followed.
  mutating func read() throws(ImportError) -> ImportedSystem {
    let names = agentNames()
    for node in graph.nodes {
      if let name = names[ExactString(node.id)] { draft.agent(name) }
    }
    // The tools of a node are those of the first one that leads to it.
    var owners: [ExactString: String] = [:]
    for edge in graph.edges where tools[ExactString(edge.to)] != nil && owners[ExactString(edge.to)] == nil {
      owners[ExactString(edge.to)] = names[ExactString(edge.from)] ?? ""
    }
    for node in graph.nodes {
      guard let tools = tools[ExactString(node.id)], let owner = owners[ExactString(node.id)] else {
        continue
      }
      if !owner.isEmpty { draft.agent(owner) { $0.tools += tools } }
    }
    for edge in graph.edges where !edge.isDashed { unconditional[ExactString(edge.from), default: 0] += 1 }
    let routes = FoldedRoutes(graph, folding: { names[ExactString($0)] == nil })
    for edge in try routes.edges() { add(edge, names) }
    noteOrphans(names)
    noteLosses()
    return try draft.finished()
  }

  private mutating func add(_ edge: FoldedRoutes.Edge, _ names: [ExactString: String]) {
    switch (names[ExactString(edge.from)], names[ExactString(edge.to)]) {
    case (nil, let to?):
      if starts.insert(ExactString(to)).inserted { draft.entry.append(to) }
    case (let from?, nil):
      draft.agent(from) { $0.finishes = .yes }
    case (let from?, let to?):
      // A model that calls itself inside a folded sub-graph repairs its own answer; nothing is handed off.
      let isFolded = Self.group(of: edge.from).map { Self.agentName($0).hasSameCodePoints(as: from) } ?? false
      if from.hasSameCodePoints(as: to), edge.isThroughMachinery || isFolded { return }
      draft.hand(from: from, to: to) { handoff in
        if edge.isConditional {
          handoff.isGuardedByCode(label: edge.label)
        } else if unconditional[ExactString(edge.from), default: 0] > 1 {
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
        names[ExactString(id)] = Self.agentName(isWhole ? group.string : id)
      }
    }
    return names
  }

  /// Graphs and what is inside them are told apart by a stroke.
  private static func agentName(_ id: String) -> String { id.replacing(":", with: "/") }

  private static func group(of id: String) -> String? {
    id.lastIndex(of: ":").map { String(id[..<$0]) }
  }

  /// Whether a node is one that prebuilt agents add beside their model: hooks, middleware, the typed answer.
  static func isPrebuilt(_ id: String) -> Bool {
    let last = id.split(separator: ":").last ?? ""
    let ends = [".before_agent", ".before_model", ".after_model", ".after_agent"]
    return last == "generate_structured_response" || ends.contains { last.hasSuffix($0) }
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
    var isSomebodyMissing = false
    for id in orphans {
      let name = names[ExactString(id)] ?? id
      draft.hasUnknownHandoffs(name)
      draft.agent(name) { $0.finishes = .implied }
      if name.hasPrefix(prefix), draft.has(String(name.dropFirst(prefix.count))) {
        draft.hasUnknownHandoffs(String(name.dropFirst(prefix.count)))
        draft.lose(.failures, "the way from a node to its error handler is not exported", agent: name)
      } else {
        isSomebodyMissing = true
        draft.lose(
          .handoffs, "no edge of these nodes is exported; who leads to them is unknown", agent: name)
      }
    }
    if isSomebodyMissing { noteUnsureEnds() }
  }

  /// Marks who may lead to a node that nobody is drawn to lead to: whoever has nothing but an edge to the end, which the
  /// exporter draws where it cannot see a route.
  private mutating func noteUnsureEnds() {
    let senders = Set(draft.handoffs.map { ExactString($0.from) })
    for agent in draft.agents where agent.finishes == .yes {
      if !senders.contains(ExactString(agent.name)) { draft.hasUnknownHandoffs(agent.name) }
    }
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
    if guessesTools, !tools.isEmpty {
      draft.lose(
        .tools, "kinds of nodes are not drawn; a node called \"tools\" is taken for the prebuilt one")
    }
    draft.lose(.joins, "which node waits for several others is not exported")
    draft.lose(.people, "where the graph stops for a person is not exported")
    draft.lose(
      .handoffs, "whether a node is visited once for each of several elements (`Send`) is not exported")
    if draft.entry.count > 1 {
      draft.lose(
        .entry,
        "where a run begins is decided by code; each of these may be first: "
          + draft.entry.joined(separator: ", "))
    }
  }
}
