/// The importers that there are.
public enum Importers {
  /// All importers, by name.
  public static let all: [Importer] = [
    .a2a, .adk, .agentFramework, .agentSpec, .asl, .autogen, .claudeAgents, .langGraphJSON, .langGraphMermaid,
    .llamaIndex, .mcp, .openAIDOT, .vscodeAgents,
  ]

  /// The importer with a name, or `nil`.
  public static func named(_ name: String) -> Importer? {
    all.first { $0.name.utf8.elementsEqual(name.utf8) }
  }

  /// The importers whose export a file looks like.
  ///
  /// - Complexity: O(*n*) in the size of the file.
  public static func recognizing(_ source: ImportSource) -> [Importer] {
    all.filter { $0.recognizes(source) }
  }
}
