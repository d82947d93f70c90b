import HandoffChecking
import HandoffContracts
import HandoffFuzzing
import HandoffSchema

/// `handoff fixtures SYSTEM`.
struct FixturesCommand: Command {
  static let description = CommandDescription(
    name: "fixtures", summary: "Write a small set of payloads that shows everything about each contract",
    discussion: [
      "For each contract a folder: valid/ holds payloads that keep it (the simplest one, each keyword at its boundary, each"
        + " branch, each optional member there and not there), invalid/ payloads that break it in one way each, failures/"
        + " its failures. index.json tells what each file shows, by which operator it was broken, and the violation.",
      "The files are the same on every machine and change only where the contract does; commit them, and let"
        + " --check fail in CI where they are stale.",
    ],
    operands: [
      .init("SYSTEM.json", summary: "a manifest, SYSTEM.json#/contracts/NAME, a contract or a JSON Schema")
    ],
    options: [.outputFolder, .check, .schemaRoot],
    examples: [
      .init("Write them", "handoff fixtures system.json --output Fixtures/contracts"),
      .init("Are they up to date?", "handoff fixtures system.json --output Fixtures/contracts --check"),
    ],
    statuses: ["the files were written, or are up to date", "with --check: a file is missing or stale"])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
    guard arguments.has(.outputFolder) else {
      throw UsageError(
        command: arguments.command, .missingOperand("--output DIR", usage: Self.description.usage))
    }
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let name = arguments.operands[0]
    let content = try ContractFile.read(name, schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    let fixtures: SystemFixtures
    do throws(SchemaError) {
      fixtures = try SystemFixtures(of: content.system, contract: content.contract)
    } catch {
      throw CommandError(lines: ["\(TerminalText.line(name)): \(TerminalText.line("\(error)"))"])
    }
    let folder = FixtureFolder(arguments.text(.outputFolder) ?? "", fixtures)
    var lines: [String]
    var status = ToolStatus.clean
    if arguments.has(.check) {
      let stale = try folder.staleFiles()
      lines = stale.map { TerminalText.line($0) }
      if !stale.isEmpty {
        status = .findings
        lines.append("\(Counted.text(stale.count, "file")) not up to date; run the command without --check")
      }
    } else {
      let removed = try folder.write()
      lines = [
        "\(Counted.text(fixtures.files.count, "file")) of \(Counted.text(fixtures.entries.count, "contract"))"
          + (removed == 0 ? "" : "; \(Counted.text(removed, "old one")) removed")
      ]
    }
    for entry in fixtures.entries {
      lines += entry.fixtures.missed.map {
        "\(TerminalText.line(entry.fixtures.contract)): not shown: \(TerminalText.line("\($0)"))"
      }
    }
    do throws(FileError) {
      for line in lines { try surroundings.output.write(line + "\n") }
      try surroundings.output.flush()
    } catch {
      throw CommandError(error)
    }
    return status
  }
}
