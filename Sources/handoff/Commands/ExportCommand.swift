import HandoffChecking
import HandoffContracts
import HandoffImporters
import HandoffSchema

/// `handoff export FORMAT SYSTEM`.
struct ExportCommand: Command {
  static let description = CommandDescription(
    name: "export", summary: "Write a system in another tool's format",
    discussion: [
      Exporters.all.map { "\($0.name): \($0.summary)" }.joined(separator: "; ") + ".",
      "The document says what its format can say. What it cannot (a guard, a failure, a limit) is listed on standard"
        + " error. What was written and is imported again says the same.",
    ],
    operands: [
      .init("FORMAT", summary: "what to write"),
      .init("SYSTEM.json", summary: "the manifest of an agent system; - is standard input"),
    ],
    options: [.schemaRoot, .output],
    examples: [
      .init("An Open Agent Spec component", "handoff export agent-spec system.json --output component.json")
    ],
    statuses: ["the document was written", "never"])

  private let arguments: ParsedArguments
  private let exporter: Exporter

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
    guard let exporter = Exporters.named(arguments.operands[0]) else {
      throw UsageError(
        command: arguments.command,
        .badOperand(name: "FORMAT", found: arguments.operands[0], known: Exporters.all.map(\.name)))
    }
    self.exporter = exporter
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let system = try SystemFile.read(
      arguments.operands[1], schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    let exported = exporter.write(system)
    let writer = try ResultWriter(arguments, in: surroundings)
    try writer.finish(with: exported.document.text(.pretty) + "\n")
    do throws(FileError) {
      for line in exported.losses.isEmpty ? [] : ["the format \(exporter.name) cannot say:"] {
        try surroundings.errors.write(line + "\n")
      }
      for loss in exported.losses {
        try surroundings.errors.write(TerminalText.line("  \(loss)") + "\n")
      }
    } catch {
      throw CommandError(error)
    }
    return .clean
  }
}
