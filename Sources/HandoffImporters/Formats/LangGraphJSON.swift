internal import HandoffSchema

extension Importer {
  /// `graph.get_graph().to_json()` of LangGraph.
  static let langGraphJSON = Importer(
    name: "langgraph-json", summary: "LangGraph's graph as JSON (get_graph().to_json())",
    example: """
      {"nodes": [{"id": "__start__"}, {"id": "plan", "type": "runnable"}, {"id": "act", "type": "runnable"},
        {"id": "__end__"}],
       "edges": [{"source": "__start__", "target": "plan"}, {"source": "plan", "target": "act"},
        {"source": "act", "target": "plan", "data": "again", "conditional": true},
        {"source": "act", "target": "__end__", "conditional": true}]}
      """,
    recognizes: { source in
      source.value?["nodes"]?[0]?["id"] != nil && source.value?["edges"]?.arrayValue != nil
        && source.value?["nodes"]?[0]?["node_type"] == nil
    }
  ) { source throws(ImportError) in
    let root = try source.export()
    var drawing = LangGraphDrawing(name: source.stem)
    for node in try root.member("nodes").elements() {
      let id = try node.member("id").name()
      drawing.graph.node(id)
      let kind = node["data"]?["id"]?.value.arrayValue?.last?.stringValue
      let tools = node["metadata"]?["__tools"] ?? node["data"]?["metadata"]?["__tools"]
      if kind == "ToolNode" || tools != nil {
        var names: [String] = []
        for tool in try ExportValue.elements(of: tools) { names.append(try tool.name()) }
        drawing.tools[ExactString(id)] = names
      } else if LangGraphDrawing.isPrebuilt(id) {
        drawing.tools[ExactString(id)] = []
      }
    }
    for edge in try root.member("edges").elements() {
      drawing.graph.connect(
        DrawnGraph.Edge(
          from: try edge.member("source").name(), to: try edge.member("target").name(),
          label: edge["data"]?.value.stringValue, isDashed: edge["conditional"]?.value.boolValue ?? false))
    }
    return try drawing.read()
  }
}
