internal import HandoffContracts
internal import HandoffSchema

extension Importer {
  /// `team.dump_component()` of AutoGen, or a `DiGraph` alone.
  static let autogen = Importer(
    name: "autogen", summary: "an AutoGen team (dump_component()) or its DiGraph, as JSON",
    example: """
      {"provider": "autogen_agentchat.teams.Swarm", "component_type": "team", "config": {"participants": [
        {"provider": "autogen_agentchat.agents.AssistantAgent", "config": {"name": "desk", "handoffs": [{"target": "nurse", "name": "transfer_to_nurse"}]}},
        {"provider": "autogen_agentchat.agents.AssistantAgent", "config": {"name": "nurse", "handoffs": [{"target": "desk", "name": "transfer_to_desk"}]}}],
        "termination_condition": {"provider": "autogen_agentchat.conditions.MaxMessageTermination",
          "config": {"max_messages": 8}}}}
      """,
    recognizes: { source in
      guard let value = source.value else { return false }
      if value["component_type"]?.stringValue == "team" { return true }
      return value["default_start_node"] != nil && value["nodes"]?.objectValue != nil
    }
  ) { source throws(ImportError) in
    let root = try source.export()
    if root["nodes"] != nil {
      var graph = AutoGenGraph(SystemDraft(name: source.stem))
      graph.draft.entry = try graph.read(root).entries
      if graph.draft.hasCycle {
        // AutoGen refuses a team with such a graph and without a bound.
        graph.draft.limits = AgentSystem.RunLimit(handoffs: 10_000, isImplied: true)
        graph.draft.lose(
          .limits,
          "a graph with a loop needs a team that is bounded, and does not say how; 10,000 stands for that as implied"
        )
      } else {
        graph.draft.lose(.limits, "a graph alone does not say what else ends its team")
      }
      graph.draft.lose(
        .contracts, "a graph alone does not say what its agents are; only conditions on texts are typed")
      return try graph.draft.finished()
    }
    var team = try AutoGenTeam(root)
    return try team.finished()
  }
}
