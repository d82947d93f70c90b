import HandoffChecking
import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// The names that a manifest declares, for completion scripts.
///
/// The scripts ask the program for them with a word that help does not list, as `handoff names! agents FILE`.
package enum CompletionNames {
  /// The first word of such a call.
  static let word = "names!"

  /// What is asked for.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case agents
    /// Handoffs and their ways back.
    case handoffs
    /// Each of ``handoffs`` with an equals sign behind it, for options that give it something.
    case assignments
    /// The schema of each contract, as commands that read a schema name it.
    case contracts
  }

  /// The names, a line each; nothing for a call or a manifest that cannot be understood, since nobody is there to read of
  /// it.
  static func text(_ words: ArraySlice<String>, in surroundings: Surroundings) -> String {
    guard words.count == 2, let kind = words.first.flatMap(Kind.init), let file = words.last, file != "-",
      let system = try? system(file, in: surroundings)
    else { return "" }
    // What a terminal cannot show is no word that somebody types.
    return names(kind, of: system, in: file).filter { TerminalText.line($0) == $0 }.map { "\($0)\n" }.joined()
  }

  private static func system(_ file: String, in surroundings: Surroundings) throws -> AgentSystem {
    let document = try DocumentFile.json(file, expected: "a manifest", patience: .zero)
    return try SystemFile.system(
      document, file: file, beside: SchemaFolder(of: file, and: SchemaSources(root: nil), in: surroundings))
  }

  private static func names(_ kind: Kind, of system: AgentSystem, in file: String) -> [String] {
    switch kind {
    case .agents: system.agents.map(\.name)
    case .handoffs: passages(of: system)
    case .assignments: passages(of: system).map { "\($0)=" }
    case .contracts: system.contracts.map { "\(file)#/contracts/\($0.name)" }
    }
  }

  private static func passages(of system: AgentSystem) -> [String] {
    let structure = Traffic(system).structure
    return structure.passages(of: system).map { structure.name(of: $0) }
  }
}
