import HandoffContracts
import HandoffImporters
import HandoffSchema
import Testing

@testable import handoff

@Suite("handoff import")
struct ImportCommandTests {
  private func example(_ name: String) throws -> String { try #require(Importers.named(name)).example }

  @Test func `an export becomes a manifest that audit reads, and what it cannot tell is listed`() throws {
    let folder = try TemporaryFolder()
    let export = try folder.add("graph.json", example("langgraph-json"))
    let system = folder.path("system.json")
    let outcome = try BuiltTool.run(["import", export, "--name", "planner", "--output", system])
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errors.hasPrefix(
        "planner: 2 agents, 2 handoffs from langgraph-json; the export does not tell:\n"))
    #expect(outcome.errors.contains("\n  guards: what a label of a conditional edge means is code"))
    #expect(outcome.errors.hasSuffix("\nnext: handoff audit \(system)\n"))
    let manifest = try AgentSystem(
      manifest: Array(#require(folder.text("system.json")).utf8), file: "system.json")
    #expect(manifest.agents.map(\.name) == ["plan", "act"])
    #expect(try BuiltTool.run(["audit", system]).status == 0)
  }

  @Test func `several cards make one system`() throws {
    let folder = try TemporaryFolder()
    let first = try folder.add("printer.json", example("a2a"))
    let second = try folder.add("quoter.json", example("a2a").replacing("printer", with: "quoter"))
    let outcome = try BuiltTool.run(["import", "a2a", first, second])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\"quoter\"") && outcome.output.contains("\"printer\""))
  }

  @Test(arguments: [
    ("component_type: Swarm\nname: desk\nagentspec_version: 25.4.2\n", "handoff_export my_module:component"),
    ("schema: crewai.flow/v1\nname: F\n", "handoff_export my_module:flow"),
    ("kind: Workflow\ntrigger:\n  actions: []\n", "handoff_export my_module:workflow"),
    ("digraph Workflow {\n \"a\" [label=\"a\\n(Start)\"]; }\n", "workflow.to_dict()"),
    (
      "strict digraph {\n subgraph \"cluster_a (Loop Agent)\" { a } }\n",
      "handoff_export my_module:root_agent"
    ),
    (#"{"execution_order": [], "next_nodes_to_execute": []}"#, "handoff_export my_module:graph"),
  ])
  func `a file from which no system can be read names what to take in its place`(text: String, remedy: String)
    throws
  {
    let folder = try TemporaryFolder()
    let outcome = try BuiltTool.run(["import", try folder.add("export", text)])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(remedy), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func `what cannot be imported is an error with status 2 and no file`() throws {
    let folder = try TemporaryFolder()
    let unknown = try folder.add("x.json", "{}")
    let cut = try folder.add("cut.json", "\n{\"nodes\": [{\"id\":")
    let half = try folder.add("half.json", #"{"StartAt": "A", "States": {"A": {"Type": "Odd"}}}"#)
    let output = folder.path("system.json")
    let cases: [([String], String)] = [
      (
        ["import", unknown],
        "this is the export of no framework that is known; write its format before it: a2a, adk"
      ),
      (
        ["import", half, "--output", output],
        "half.json:1:43: expected the type of a state, found \"Odd\" at \"/States/A/Type\""
      ),
      (["import", cut], "cut.json:2:18: "),
      (["import", "langgraf-json", unknown], "did you mean langgraph-json?"),
      (["import", "asl"], "handoff import: FILE is missing"),
      (["import", folder.path("none.json")], "none.json"),
      (["import", "asl", unknown], "expected a member \"StartAt\", found none"),
    ]
    for (call, message) in cases {
      let outcome = try BuiltTool.run(call)
      #expect(outcome.status == 2, "\(call)")
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
    #expect(folder.text("system.json") == nil)
  }
}
