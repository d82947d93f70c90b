internal import HandoffContracts
internal import HandoffSchema

extension Importer {
  /// The drawing of the OpenAI Agents SDK (`draw_graph` of `agents.extensions.visualization`).
  static let openAIDOT = Importer(
    name: "openai-dot", summary: "the drawing of the OpenAI Agents SDK (draw_graph), in the DOT language",
    example: """
      digraph G {
        "__start__" [label="__start__", shape=ellipse]; "__end__" [label="__end__", shape=ellipse];
        "triage" [label="triage", shape=box, fillcolor=lightyellow];
        "faq" [label="faq", shape=box, fillcolor=lightyellow];
        "look_up" [label="look_up", shape=ellipse, fillcolor=lightgreen];
        "__start__" -> "triage"; "triage" -> "faq"; "faq" -> "__end__";
        "faq" -> "look_up" [style=dotted]; "look_up" -> "faq" [style=dotted];
      }
      """,
    recognizes: { source in
      source.text.contains("digraph") && source.text.contains("\"__start__\"")
        && source.text.contains("fillcolor=lightyellow")
    }
  ) { source throws(ImportError) in
    var drawing = try OpenAIDrawing(source)
    return try drawing.read()
  }
}

/// Reads the drawing: yellow boxes are agents, everything else that is coloured belongs to an agent.
private struct OpenAIDrawing {
  private let graph: DrawnGraph
  private var draft: SystemDraft

  init(_ source: ImportSource) throws(ImportError) {
    graph = try DOTReader.read(source)
    draft = SystemDraft(name: source.stem)
  }

  mutating func read() throws(ImportError) -> ImportedSystem {
    for node in graph.nodes where isAgent(node.id) { draft.agent(node.id) { $0.finishes = .implied } }
    for edge in graph.edges {
      switch (isAgent(edge.from), isAgent(edge.to)) {
      case (true, true): draft.hand(from: edge.from, to: edge.to, pattern: .peer)
      case (false, true) where edge.from == "__start__": draft.entry.append(edge.to)
      case (true, false) where edge.to != "__end__":
        draft.agent(edge.from) { $0.tools.append(edge.to) }
      default: break
      }
    }
    noteLeaves()
    noteLosses()
    return try draft.finished()
  }

  private func isAgent(_ id: String) -> Bool {
    guard id != "__start__", id != "__end__", let node = graph[id] else { return false }
    return node.attributes["fillcolor"] == "lightyellow"
  }

  /// Every agent without handoffs has an edge to the end; where it has none, the drawing stopped there.
  private mutating func noteLeaves() {
    let senders = Set(
      graph.edges.filter { isAgent($0.to) || $0.to == "__end__" }.map { ExactString($0.from) })
    let open = draft.agents.map(\.name).filter { !senders.contains(ExactString($0)) }
    for name in open {
      draft.hasUnknownHandoffs(name)
      draft.lose(
        .handoffs, "the drawing does not follow these agents; whom they hand off to is unknown", agent: name)
    }
    guard open.isEmpty else { return }
    draft.limits = AgentSystem.RunLimit(handoffs: 10, isImplied: true)
    draft.lose(.limits, "`max_turns` belongs to the run; its default of 10 turns bounds the handoffs here")
  }

  private mutating func noteLosses() {
    draft.lose(.guards, "`is_enabled` of a handoff is not drawn; every handoff looks unconditional")
    draft.lose(
      .contracts,
      "input types, output types and names of transfer tools are not drawn; there are no contracts")
    draft.lose(
      .agents, "an agent that is used as a tool is drawn as a tool; it and the handoff to it are missing")
    draft.lose(.people, "which tool calls wait for approval is not drawn")
    draft.lose(.failures, "guardrails are not drawn; one that trips ends the run with an exception")
    draft.lose(.ends, "an end is drawn only for agents without handoffs; every agent may finish")
  }
}
