import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffImporters

/// Exports that stand for more than they say: an error that names the limit, and soon.
@Suite struct LargeExportTests {
  private func read(_ name: String, _ text: String) throws -> ImportedSystem {
    try #require(Importers.named(name)).read([ImportSource(name: "large.json", bytes: Array(text.utf8))])
  }

  private func team(_ count: Int) -> String {
    let participants = (0..<count).map { #"{"provider": "x.AssistantAgent", "config": {"name": "a\#($0)"}}"# }
    return """
      {"provider": "x.SelectorGroupChat", "component_type": "team",
       "config": {"participants": [\(participants.joined(separator: ","))]}}
      """
  }

  @Test func `a group where anybody may be next stands for a mesh`() throws {
    #expect(try read("autogen", team(30)).system.handoffs.count == 30 * 29)
  }

  // A million handoffs take seconds in a debug build.
  @Test(.enabled(if: Laws.areWhole)) func `a mesh of more handoffs than are kept is refused`() throws {
    let error = #expect(throws: ImportError.self) { try read("autogen", team(30_000)) }
    #expect(error?.message == "expected at most 1,000,000 handoffs, found an export that stands for more")
  }

  @Test func `ways through ever more folded nodes are followed up to a limit`() throws {
    var graph = DrawnGraph()
    for index in 0..<30 {
      graph.connect(.init(from: "f\(index)", to: "f\(index + 1)"))
      graph.connect(.init(from: "n\(index)", to: "f0"))
    }
    let routes = FoldedRoutes(graph) { $0.hasPrefix("f") }
    #expect(try routes.edges(limit: 930).count == 30)
    let error = #expect(throws: ImportError.self) { try routes.edges(limit: 929) }
    #expect(error?.message == "expected at most 929 edges on ways through folded nodes, found more")
  }

  @Test func `a target that no agent is stays undeclared`() throws {
    let imported = try read(
      "asl", #"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Gone"}}}"#)
    #expect(imported.system.agents.map(\.name) == ["A"])
    #expect(imported.system.handoffs.map(\.to) == ["Gone"])
  }

  @Test func `the same loss of very many agents is one, and each is named once`() throws {
    let agents = (0..<20_000).map { #""n\#($0)": {"type": "WorkflowExecutor"}"# }.joined(separator: ",")
    let imported = try read(
      "agent-framework", #"{"start_executor_id": "n0", "executors": {\#(agents)}, "edge_groups": []}"#)
    #expect(imported.losses.first { $0.topic == .agents }?.agents.count == 20_000)
  }
}
