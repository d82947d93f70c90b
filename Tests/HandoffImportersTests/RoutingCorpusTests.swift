import Foundation
import HandoffContracts
import HandoffImporters
import HandoffRouting
import HandoffTestSupport
import Testing

/// Drawings, components and state machines of other projects.
@Suite(.enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped))) struct RoutingCorpusTests {
  private static func files(_ folder: String, where isWanted: (String) -> Bool) throws -> [URL] {
    let url = try #require(Corpora.folder).appending(path: folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path(percentEncoded: false)).filter(
      isWanted)
    return names.sorted().map { url.appending(path: $0) }
  }

  private static func read(_ importer: String, _ file: URL) throws -> ImportedSystem {
    let source = ImportSource(name: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
    return try #require(Importers.named(importer)).read([source])
  }

  @Test(arguments: [
    ("langgraph-json", "langgraph-", ".json"), ("langgraph-mermaid", "langgraph-", ".mmd"),
    ("openai-dot", "openai-", ".dot"), ("autogen", "autogen-", ".json"),
    ("agent-framework", "msaf-", ".json"),
  ])
  func `every drawing is read and leads somewhere`(_ importer: String, _ prefix: String, _ suffix: String)
    throws
  {
    let files = try Self.files("routing") {
      $0.hasPrefix(prefix) && $0.hasSuffix(suffix) && !$0.contains("manifest")
    }
    #expect(!files.isEmpty)
    for file in files {
      let imported = try Self.read(importer, file)
      #expect(imported.system.problems.isEmpty, "\(file.lastPathComponent)")
      #expect(!imported.system.agents.isEmpty && !imported.system.entry.isEmpty, "\(file.lastPathComponent)")
      // Only loops that nothing bounds are errors that a drawing can show.
      let errors = Self.errors(of: imported.system)
      #expect(errors.allSatisfy { $0.hasPrefix("loop-") }, "\(file.lastPathComponent): \(errors)")
    }
  }

  @Test func `a drawing as JSON and as Mermaid is the same system`() throws {
    let pairs = try Self.files("routing") { $0.hasPrefix("langgraph-") && $0.hasSuffix(".mmd") }
    var compared = 0
    for file in pairs {
      let json = file.deletingPathExtension().appendingPathExtension("json")
      guard FileManager.default.fileExists(atPath: json.path(percentEncoded: false)) else { continue }
      compared += 1
      let edges = try [Self.read("langgraph-mermaid", file), Self.read("langgraph-json", json)].map {
        imported in
        imported.system.handoffs.map { "\($0.from)>\($0.to) \($0.evidence)" }.sorted()
      }
      #expect(edges[0] == edges[1], "\(file.lastPathComponent)")
    }
    #expect(compared > 1)
  }

  @Test func `valid state machines are read and give no error`() throws {
    var read = 0
    for folder in ["asl/aws-examples", "asl/asl-validator"] {
      for file in try Self.files(folder, where: { $0.hasSuffix(".json") && !$0.hasPrefix("invalid") }) {
        let imported = try Self.read("asl", file)
        read += 1
        #expect(Self.errors(of: imported.system).isEmpty, "\(file.lastPathComponent)")
      }
    }
    #expect(read > 40)
  }

  @Test func `a machine without an end is an error`() throws {
    let file = try #require(Corpora.folder).appending(path: "asl/statelint/no-terminal.json")
    #expect(Self.errors(of: try Self.read("asl", file).system).contains("no-finish"))
  }

  private static func errors(of system: AgentSystem) -> [String] {
    RoutingAudit().audit(system).findings.filter { $0.severity == .error }.map(\.rule)
  }
}
