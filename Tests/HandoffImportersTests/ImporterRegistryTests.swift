import HandoffContracts
import HandoffImporters
import HandoffSchema
import Testing

@Suite struct ImporterRegistryTests {
  @Test(arguments: Importers.all.map(\.name))
  func `every importer reads its own example, and nobody else takes it for theirs`(_ name: String) throws {
    let importer = try #require(Importers.named(name))
    let isText = importer.example.hasPrefix("---") || name.hasSuffix("mermaid") || name.hasSuffix("dot")
    let suffix =
      name == "vscode-agents" ? "agent.md" : name == "claude-agents" ? "md" : isText ? "txt" : "json"
    let source = ImportSource(name: "example.\(suffix)", bytes: Array(importer.example.utf8))
    let imported = try importer.read([source])
    #expect(imported.system.problems.isEmpty, "\(imported.system.problems)")
    #expect(!imported.system.agents.isEmpty)
    #expect(!imported.system.handoffs.isEmpty)
    #expect(!imported.losses.isEmpty)
    #expect(Importers.recognizing(source).map(\.name) == [name])
    let reread = try AgentSystem(manifest: Array(imported.system.manifest.text().utf8), file: name)
    #expect(reread == imported.system)
  }

  @Test func `the names are those of the command line, in order`() {
    #expect(Importers.all.map(\.name) == Importers.all.map(\.name).sorted())
    #expect(Importers.named("a2a")?.name == "a2a")
    #expect(Importers.named("a2b") == nil)
  }
}
