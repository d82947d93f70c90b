import HandoffContracts
import HandoffImporters
import HandoffSchema
import Testing

@Suite struct DrawingReaderTests {
  private func openAI(_ body: String) throws -> ImportedSystem {
    try importer("openai-dot", "digraph G {\n\(body)\n}")
  }

  private func importer(_ name: String, _ text: String) throws -> ImportedSystem {
    try #require(Importers.named(name)).read([ImportSource(name: "file", bytes: Array(text.utf8))])
  }

  @Test func `names with spaces, quotes, arrows and other scripts are read as they are`() throws {
    let imported = try openAI(
      #"""
      "__start__" -> "Tri \"age\" -> x"; // a remark
      "Tri \"age\" -> x" [fillcolor=lightyellow, label="a, b; c"]; /* another
      one */ "分流 🚀" [fillcolor=lightyellow]
      # a third
      "Tri \"age\" -> x" -> "分流 🚀" -> "__end__"
      """#)
    #expect(imported.system.agents.map(\.name) == [#"Tri "age" -> x"#, "分流 🚀"])
    #expect(imported.system.entry == [#"Tri "age" -> x"#])
    #expect(imported.system.handoffs.count == 1)
  }

  @Test func `agents that the drawing does not follow have unknown handoffs`() throws {
    let imported = try openAI(
      """
      a [fillcolor=lightyellow]; b [fillcolor=lightyellow]; c [fillcolor=lightyellow]
      "__start__" -> a; a -> b; a -> c; c -> "__end__"
      """)
    #expect(imported.system.handoffs.filter { $0.evidence == .unknown }.map(\.from) == ["b"])
    #expect(imported.system.limits == nil)
  }

  @Test(arguments: [
    ("", "expected `digraph`, found the end of the file"), ("digraph {", "found the end of the file"),
    ("digraph { a -> }", "expected a node after `->`, found \"}\""),
    ("digraph { \"a }", "expected a closing quotation mark"),
    ("digraph { a } b", "expected the end of the file"),
    ("digraph { a [color=] }", "expected a value after `=`"),
    ("digraph { /* a }", "expected the end of the comment"),
    ("{\"a\": 1}", "expected `digraph`"),
  ])
  func `a text that is no DOT says where and why`(_ text: String, _ message: String) throws {
    let error = #expect(throws: ImportError.self) { try importer("openai-dot", text) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "no error")")
    #expect(error?.line == 1)
  }

  @Test func `nothing is nested on the stack`() throws {
    let deep = String(repeating: "subgraph x { ", count: 100_000) + String(repeating: "} ", count: 100_000)
    #expect(try openAI(deep).system.agents.isEmpty)
  }

  @Test func `labels, dashes and sub-graphs of Mermaid are read`() throws {
    let imported = try importer(
      "langgraph-mermaid",
      #"""
      ---
      config:
        flowchart: {curve: linear}
      ---
      graph TD;
      	__start__([<p>__start__</p>]):::first
      	plan(plan)
      	__start__ --> plan;
      	plan -. &nbsp;needs work&nbsp; .-> team\3amodel;
      	plan -- &nbsp;done&nbsp; --> __end__;
      	subgraph team
      	team\3amodel(model)
      	team\3atools(tools<hr/><small><em>__tools = a, b</em></small>)
      	team\3amodel -.-> team\3atools;
      	team\3atools -.-> team\3amodel;
      	team\3amodel -.-> plan;
      	end
      	classDef default fill:#f2f0ff,line-height:1.2
      """#)
    #expect(imported.system.agents.map(\.name) == ["plan", "team"])
    #expect(imported.system.entry == ["plan"])
    #expect(imported.system.handoffs.map { "\($0.from)>\($0.to)" } == ["plan>team", "team>plan"])
    #expect(imported.system.handoffs[0].extensions["x-guard"]?["label"] == "needs work")
    #expect(imported.system.agents[0].finishes == .yes)
  }

  @Test(arguments: ["", "graph TD;\n a <- b;", "sequenceDiagram\n a->>b: x", "---\nconfig:\n"])
  func `a text that is no flow chart is an error with its line`(_ text: String) {
    let error = #expect(throws: ImportError.self) { try importer("langgraph-mermaid", text) }
    #expect(error?.line != nil)
  }
}
