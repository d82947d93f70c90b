internal import HandoffSchema

extension Importer {
  /// The JSON of Google's Agent Development Kit: an agent with its sub-agents, or a workflow.
  static let adk = Importer(
    name: "adk", summary: "an agent tree or a workflow of Google's ADK, as JSON",
    example: """
      {"name": "refund", "graph": {"nodes": [{"name": "__START__", "type": "start"},
        {"name": "classify", "type": "function"}, {"name": "pay", "type": "function"}],
       "edges": [{"from_node": {"name": "__START__"}, "to_node": {"name": "classify"}},
        {"from_node": {"name": "classify"}, "to_node": {"name": "pay"}, "route": "small"}]}}
      """,
    recognizes: { source in
      guard let value = source.value, value["name"] != nil else { return false }
      return value["graph"]?["edges"]?[0]?["from_node"] != nil
        || value["sub_agents"]?.arrayValue != nil
          && (value["rerun_on_resume"] != nil || value["disallow_transfer_to_parent"] != nil)
    }
  ) { source throws(ImportError) in
    let root = try source.export()
    if let graph = root["graph"] {
      var workflow = ADKWorkflow(name: try root.member("name").name())
      return try workflow.read(graph)
    }
    var tree = ADKTree(name: try root.member("name").name())
    return try tree.read(root)
  }
}
