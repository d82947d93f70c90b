import HandoffContracts
import HandoffReports

/// `handoff stores SYSTEM`.
struct StoresCommand: DocumentCommand {
  static let description = CommandDescription(
    documentCommand: "stores", summary: "Show which agents read and write which stores",
    discussion: [
      "One line a store: how long it remembers, who writes it, who reads it, and what two writers at once do to it. What is"
        + " wrong with it is told by handoff audit (store-undeclared, store-race, store-ownership, store-stale-read)."
    ],
    examples: [
      .init("Who shares what?", "handoff stores system.json"),
      .init("For a pull request", "handoff stores system.json --format markdown"),
    ],
    statuses: ["the table was written", "never"])

  let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  static func document(of system: AgentSystem) -> StoreTable { StoreTable(system) }
}
