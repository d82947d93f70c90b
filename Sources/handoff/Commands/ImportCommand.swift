import HandoffChecking
import HandoffContracts
import HandoffImporters
import HandoffReports
import HandoffSchema

/// `handoff import [FORMAT] FILE...`.
struct ImportCommand: Command {
  static let description = CommandDescription(
    name: "import", summary: "Make a manifest from a framework's own export",
    discussion: [
      "FORMAT is the name of what FILE is; it may be left out where the file shows it. "
        + Importers.all.map { "\($0.name): \($0.summary)" }.joined(separator: "; ") + ".",
      "The manifest says what the export says and nothing more. What it cannot tell (a guard that is code, a route that"
        + " the exporter leaves out) is listed on standard error; handoffs that exist but lead nobody knows where are"
        + " marked as unknown, so that the rules do not guess.",
    ],
    operands: [
      .init(
        "[FORMAT] FILE", .oneOrMore, summary: "what to read; several files where each describes one agent")
    ],
    options: [.systemName, .output],
    examples: [
      .init("A LangGraph graph", "handoff import langgraph-json graph.json --output system.json"),
      .init("Agent cards", "handoff import a2a cards/*.json --name logistics --output system.json"),
      .init("What comes next", "handoff audit system.json"),
    ],
    statuses: ["the manifest was written", "never"])

  private let arguments: ParsedArguments
  private let importer: Importer?
  private let files: [String]

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
    let operands = arguments.operands
    importer = operands.count > 1 ? Importers.named(operands[0]) : nil
    files = importer == nil ? operands : Array(operands.dropFirst())
    if operands.count == 1, Importers.named(operands[0]) != nil {
      throw UsageError(
        command: arguments.command, .missingOperand("FILE", usage: Self.description.usage))
    }
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    var sources: [ImportSource] = []
    for file in files {
      do throws(FileError) {
        sources.append(
          ImportSource(
            name: InputFile.label(file),
            bytes: try InputFile.read(file, expected: "an export", patience: surroundings.patience)))
      } catch {
        throw notAFile(file, error)
      }
    }
    let importer: Importer
    if let named = self.importer { importer = named } else { importer = try recognized(sources) }
    var imported: ImportedSystem
    do throws(ImportError) {
      imported = try importer.read(sources)
    } catch {
      throw CommandError(lines: [TerminalText.line("\(error)")])
    }
    if let name = arguments.text(.systemName) { imported.system.name = name }
    let writer = try ResultWriter(arguments, in: surroundings)
    try writer.finish(with: imported.system.manifest.text(.pretty) + "\n")
    do throws(FileError) {
      for line in summary(imported, importer) {
        try surroundings.errors.write(TerminalText.line(line) + "\n")
      }
    } catch {
      throw CommandError(error)
    }
    return .clean
  }

  private func summary(_ imported: ImportedSystem, _ importer: Importer) -> [String] {
    let system = imported.system
    let agents = Counted.text(system.agents.count, "agent")
    let handoffs = Counted.text(system.handoffs.count, "handoff")
    let problems = system.problems.map { "problem: \($0.reason)" }
    return ["\(system.name): \(agents), \(handoffs) from \(importer.name); the export does not tell:"]
      + imported.losses.map { "  \($0)" } + problems
      + (arguments.text(.output).map { ["next: handoff audit \($0)"] } ?? [])
  }

  private func recognized(_ sources: [ImportSource]) throws(CommandError) -> Importer {
    let candidates = Importers.recognizing(sources[0])
    if candidates.count == 1 { return candidates[0] }
    let name = TerminalText.line(sources[0].name)
    // What begins like JSON and is none is a file that was cut off, not one of an unknown framework.
    let start = sources[0].bytes.first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
    if candidates.isEmpty, start == UInt8(ascii: "{") || start == UInt8(ascii: "[") {
      do throws(JSONSyntaxError) {
        _ = try JSONDocument(parsing: sources[0].bytes)
      } catch {
        throw CommandError(lines: [
          "\(name):\(error.line):\(error.column): \(TerminalText.line(error.message))"
        ])
      }
    }
    let known = Importers.all.map(\.name).joined(separator: ", ")
    if candidates.isEmpty, let kind = UnreadExport(sources[0].bytes) {
      throw CommandError(lines: ["\(name): \(kind.reason)"])
    }
    throw CommandError(lines: [
      candidates.isEmpty
        ? "\(name): this is the export of no framework that is known; write its format before it: \(known)"
        : "\(name): this may be \(candidates.map(\.name).joined(separator: " or ")); write which before it"
    ])
  }

  /// A first word that is neither a file nor a format is most likely a format with a mistake.
  private func notAFile(_ file: String, _ error: FileError) -> CommandError {
    guard files.count > 1, file.utf8.elementsEqual(files[0].utf8),
      let near = NearestName.of(file, among: Importers.all.map(\.name))
    else { return CommandError(error) }
    return CommandError(lines: [
      "\(TerminalText.line(file)): there is no such file, and no such format; did you mean \(near)?"
    ])
  }
}
