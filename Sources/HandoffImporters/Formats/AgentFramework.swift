internal import HandoffContracts
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
    var workflow = AgentFrameworkWorkflow(name: try root["name"]?.name() ?? source.stem)
    try workflow.read(root)
    return try workflow.finished()
  }
}

/// Reads a workflow; one inside another is an executor like the others.
private struct AgentFrameworkWorkflow {
  private var draft: SystemDraft

  init(name: String) { draft = SystemDraft(name: name) }

  func finished() throws(ImportError) -> ImportedSystem { try draft.finished() }

  mutating func read(_ root: ExportValue) throws(ImportError) {
    draft.entry = [try root.member("start_executor_id").name()]
    if let most = try root["max_iterations"]?.count(), most > 0 {
      draft.limits = AgentSystem.RunLimit(handoffs: most, isImplied: most == 100)
      draft.lose(
        .limits,
        "`max_iterations` counts steps, of which each handoff takes one; 100 is the framework's default")
    }
    var mesh: Set<ExactString> = []
    for (id, executor) in try root.member("executors").members() {
      let type = try executor["type"]?.string() ?? ""
      draft.agent(id) { $0.kind = type.contains("RequestInfo") ? .human : .agent }
      if type == "HandoffAgentExecutor" { mesh.insert(ExactString(id)) }
      if type == "WorkflowExecutor" {
        draft.lose(.agents, "what runs inside these workflows is not looked into", agent: id)
      }
    }
    for group in try root.member("edge_groups").elements() { try read(group, mesh) }
    for output in try ExportValue.elements(of: root["output_executors"]) {
      let id = try output.name()
      draft.agent(id) { $0.finishes = mesh.contains(ExactString(id)) ? .implied : .yes }
    }
    draft.finishLeaves(.implied)
    draft.lose(.contracts, "message types of executors are not exported; there are no contracts")
    draft.lose(.people, "requests for information (`request_info`) are not exported")
  }

  private mutating func read(
    _ group: ExportValue, _ mesh: Set<ExactString>
  ) throws(ImportError) {
    let type = try group.member("type").string()
    guard type != "InternalEdgeGroup" else { return }
    let selector = try group["selection_func_name"]?.string()
    var cases: [ExactString: (label: String?, isDefault: Bool)] = [:]
    for entry in try ExportValue.elements(of: group["cases"]) {
      cases[ExactString(try entry.member("target_id").name())] =
        (try entry["condition_name"]?.string(), try entry["type"]?.string() == "Default")
    }
    let edges = try group.member("edges").elements()
    for edge in edges {
      let from = try edge.member("source_id").name()
      let to = try edge.member("target_id").name()
      let condition = try edge["condition_name"]?.string()
      let isOfMesh = mesh.contains(ExactString(from)) && mesh.contains(ExactString(to))
      draft.hand(from: from, to: to, pattern: isOfMesh ? .peer : nil) { handoff in
        if isOfMesh {
          handoff.evidence = .unknown
        } else if let (label, isDefault) = cases[ExactString(to)] {
          handoff.isGuardedByCode(label, isDefault: isDefault)
        } else if let name = condition ?? selector {
          handoff.isGuardedByCode(name)
        } else if type == "FanOutEdgeGroup", edges.count > 1 {
          handoff.parallel = from
        }
      }
      if isOfMesh {
        draft.lose(
          .handoffs,
          "a handoff workflow is exported as a full mesh, whatever was declared; its handoffs are unknown",
          agent: from)
      } else if !cases.isEmpty || condition != nil || selector != nil {
        draft.lose(
          .guards, "conditions are exported by name only; what they test is code", agent: from)
      }
      if type == "FanInEdgeGroup" { draft.agent(to) { $0.join = Agent.Join(receives: .list) } }
    }
  }
}
