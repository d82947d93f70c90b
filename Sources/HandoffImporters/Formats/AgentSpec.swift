internal import HandoffContracts
internal import HandoffSchema

extension Importer {
  /// A component of the Open Agent Specification, as JSON.
  static let agentSpec = Importer(
    name: "agent-spec",
    summary: "a Swarm, ManagerWorkers, Flow or Agent of the Open Agent Specification, as JSON",
    example: """
      {"component_type": "Swarm", "name": "desk", "agentspec_version": "25.4.2", "handoff": "always",
       "first_agent": {"$component_ref": "a"}, "relationships": [[{"$component_ref": "a"}, {"$component_ref": "b"}]],
       "$referenced_components": {"a": {"component_type": "Agent", "id": "a", "name": "front"},
         "b": {"component_type": "Agent", "id": "b", "name": "bills"}}}
      """,
    recognizes: { $0.value?["component_type"] != nil && $0.value?["agentspec_version"] != nil }
  ) { source throws(ImportError) in
    var reader = AgentSpecReader(try source.export())
    return try reader.read()
  }
}
