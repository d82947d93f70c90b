import HandoffContracts
import HandoffImporters
import HandoffSchema
import Testing

@testable import handoff

@Suite("handoff export")
struct ExportCommandTests {
  private static let system = """
    {"handoffSystem": 1, "name": "desk", "entry": "a", "limits": {"handoffs": 3},
     "agents": {"a": {"task": "Route.", "finishes": "implied"}, "b": {"finishes": "implied"}},
     "handoffs": [{"from": "a", "to": "b", "pattern": "peer"}]}
    """

  @Test func `a system becomes a component that import reads, and what it cannot say is listed`() throws {
    let folder = try TemporaryFolder()
    let system = try folder.add("system.json", Self.system)
    let component = folder.path("component.json")
    let outcome = try BuiltTool.run(["export", "agent-spec", system, "--output", component])
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errors == """
        the format agent-spec cannot say:
          agents: the model is no part of a manifest; "llm_config" names one that does not exist
          limits: the specification has no limits

        """)
    let again = try BuiltTool.run(["import", component])
    #expect(again.status == 0)
    let manifest = try AgentSystem(manifest: Array(again.output.utf8), file: "again.json")
    #expect(manifest.agents.map(\.task) == ["Route.", nil])
    #expect(manifest.handoffs.map(\.pattern) == [.peer])
  }

  @Test func `an unknown format names the known ones`() throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltTool.run(["export", "agentspec", folder.add("system.json", Self.system)])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("agent-spec"))
  }
}
