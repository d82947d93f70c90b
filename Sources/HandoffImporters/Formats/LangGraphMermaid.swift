internal import HandoffSchema

extension Importer {
  /// `graph.get_graph().draw_mermaid()` of LangGraph.
  static let langGraphMermaid = Importer(
    name: "langgraph-mermaid", summary: "LangGraph's graph as Mermaid (get_graph().draw_mermaid())",
    example: """
      graph TD;
      \t__start__([<p>__start__</p>]):::first
      \tplan(plan)
      \tact(act)
      \t__end__([<p>__end__</p>]):::last
      \t__start__ --> plan;
      \tplan --> act;
      \tact -. &nbsp;again&nbsp; .-> plan;
      \tact -.-> __end__;
      """,
    recognizes: { source in
      let text = source.text
      return (text.contains("graph TD") || text.contains("graph LR")) && text.contains("__start__")
    }
  ) { source throws(ImportError) in
    var drawing = LangGraphDrawing(name: source.stem)
    drawing.graph = try MermaidReader.read(source)
    // The drawing does not tell kinds of nodes apart; a node called "tools" is the prebuilt one that runs them.
    for node in drawing.graph.nodes {
      let isTools = node.id.split(separator: ":").last == "tools"
      drawing.guessesTools = drawing.guessesTools || isTools
      if isTools || LangGraphDrawing.isPrebuilt(node.id) { drawing.tools[ExactString(node.id)] = [] }
    }
    return try drawing.read()
  }
}
