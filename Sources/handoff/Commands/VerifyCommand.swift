import HandoffChecking
import HandoffContracts
import HandoffReports
import HandoffRouting
import HandoffRuntime
import HandoffSchema

/// `handoff verify SYSTEM TRACE...`.
struct VerifyCommand: Command {
  static let description = CommandDescription(
    name: "verify", summary: "Hold recorded runs against the declaration",
    discussion: [
      "Each TRACE holds one record a line, as docs/recording.md describes and HandoffRecorder writes. Told are"
        + " transitions that nothing declares, payloads that break contracts, limits that were exceeded, laps that were"
        + " really gone again and again, failures without their declared response, and how often each handoff happened."
    ],
    operands: [
      .init("SYSTEM.json", summary: "the manifest of an agent system"),
      .init("TRACE.jsonl", .oneOrMore, summary: "recorded handoffs, one a line; - is standard input"),
    ],
    options: [.reportFormat, .failOn, .schemaRoot, .reportOutput],
    examples: [
      .init("Last night's runs", "handoff verify system.json runs/*.jsonl"),
      .init("For a pipeline", "handoff verify system.json runs.jsonl --format junit --output verify.xml"),
    ])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let file = arguments.operands[0]
    let system = try SystemFile.read(file, schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    let outputs = try ReportOutputs(arguments, in: surroundings)
    var verifier = Verifier(system)
    for name in arguments.operands.dropFirst() {
      do throws(FileError) {
        try Self.read(name, into: &verifier)
      } catch {
        throw CommandError(error)
      }
    }
    let report = verifier.report()
    let document = VerificationDocument(
      report, of: system, file: InputFile.label(file), threshold: arguments.threshold.severity
    ) { RoutingAudit().audit(system) }
    try outputs.finish(with: document, in: surroundings)
    guard report.complete else { return .failed }
    return arguments.threshold.isMet(by: report.findings) ? .findings : .clean
  }

  private static func read(_ name: String, into verifier: inout Verifier) throws(FileError) {
    let label = InputFile.label(name)
    var reader = try LineChunkReader(name)
    var lines = 0
    while let chunk = try reader.next() {
      if let limit = chunk.lineLimit {
        verifier.refuse(
          "it is longer than \(limit) bytes", SourceLocation(file: label, line: lines + 1))
      }
      for line in chunk.lines {
        verifier.read(line.bytes, at: SourceLocation(file: label, line: lines + line.number))
      }
      lines += chunk.lineCount
    }
  }
}
