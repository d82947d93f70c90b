import HandoffContracts
import HandoffReports
import HandoffSchema

/// `handoff stores SYSTEM`.
struct StoresCommand: Command {
  static let description = CommandDescription(
    name: "stores", summary: "Show which agents read and write which stores",
    discussion: [
      "One line a store: how long it remembers, who writes it, who reads it, and what two writers at once do to it. What is"
        + " wrong with it is told by handoff audit (store-undeclared, store-race, store-ownership, store-stale-read)."
    ],
    operands: [.init("SYSTEM.json", summary: "the manifest of an agent system; - is standard input")],
    options: [.documentFormat, .schemaRoot, .output],
    examples: [
      .init("Who shares what?", "handoff stores system.json"),
      .init("For a pull request", "handoff stores system.json --format markdown"),
    ],
    statuses: ["the table was written", "never"])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let system = try SystemFile.read(
      arguments.operands[0], schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    let writer = try ResultWriter(arguments, in: surroundings)
    let table = StoreTable(system)
    try writer.finish(with: table, format: arguments.text(.documentFormat), in: surroundings)
    return .clean
  }
}
