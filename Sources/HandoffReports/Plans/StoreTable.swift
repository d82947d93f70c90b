public import HandoffContracts
import HandoffRouting
public import HandoffSchema

/// Who reads and writes what, for people and for programs.
public struct StoreTable: Sendable {
  private let system: AgentSystem
  private let uses: [StoreUse]

  /// Takes a system.
  ///
  /// - Complexity: O(*n*) on average in the size of the system.
  public init(_ system: AgentSystem) {
    self.system = system
    uses = StoreUse.all(in: system)
  }

  /// The table in the format that `docs/report-format.md` describes.
  public var json: JSONValue {
    [
      "format": 1, "system": .string(system.name),
      "stores": .array(
        uses.map { use in
          var object: JSONObject = ["store": .string(use.name), "declared": .bool(use.store != nil)]
          object["layer"] = use.store.map { .string($0.layer.rawValue) }
          object["merge"] = use.store?.merge.map { .string($0.rawValue) }
          object["readers"] = .array(names(use.readers).map { .string($0) })
          object["writers"] = .array(names(use.writers).map { .string($0) })
          return .object(object)
        }),
    ]
  }

  /// The table as text for a terminal.
  public func text(style: TextStyle = TextStyle()) -> String {
    guard !uses.isEmpty else {
      return "\(TerminalText.line(system.name)): no store is declared, and no agent uses one.\n"
    }
    var table = TextTable(["STORE", "LAYER", "WRITTEN BY", "READ BY", "AT ONCE"])
    for use in uses { table.add(row(use)) }
    return table.lines(style: style).joined(separator: "\n") + "\n"
  }

  /// The table as Markdown.
  public var markdown: String {
    var table = MarkdownTable(["Store", "Layer", "Written by", "Read by", "At once"])
    for use in uses { table.add(row(use)) }
    return "### Stores of \(MarkdownTable.escaped(system.name))\n\n\(table.text)\n"
  }

  private func row(_ use: StoreUse) -> [String] {
    [
      use.name, use.store?.layer.rawValue ?? "not declared", names(use.writers).joined(separator: ", "),
      names(use.readers).joined(separator: ", "), use.store?.merge?.rawValue ?? "",
    ]
  }

  private func names(_ agents: [AgentIndex]) -> [String] { agents.map { system[$0].name } }
}
