internal import HandoffSchema

extension Importer {
  /// `workflow.to_dict()` of Microsoft's Agent Framework.
  static let agentFramework = Importer(
    name: "agent-framework", summary: "a workflow of Microsoft's Agent Framework (to_dict()), as JSON",
    example: """
      {"name": "mail", "start_executor_id": "reader", "max_iterations": 20,
       "executors": {"reader": {"type": "Reader"}, "brief": {"type": "Brief"}, "thorough": {"type": "Thorough"}},
       "edge_groups": [{"type": "SwitchCaseEdgeGroup",
         "edges": [{"source_id": "reader", "target_id": "brief"}, {"source_id": "reader", "target_id": "thorough"}],
         "cases": [{"target_id": "brief", "type": "Case", "condition_name": "is_short"},
           {"target_id": "thorough", "type": "Default"}]}],
       "output_executors": ["brief", "thorough"]}
      """,
    recognizes: { $0.value?["edge_groups"] != nil && $0.value?["executors"] != nil }
  ) { source throws(ImportError) in
    let root = try source.export()
    var workflow = AgentFrameworkWorkflow(SystemDraft(name: try root["name"]?.name() ?? source.stem))
    return try workflow.finished(root)
  }
}
