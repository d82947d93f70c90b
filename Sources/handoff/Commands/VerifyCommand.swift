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
      "Each TRACE holds what HandoffRecorder writes (docs/recording.md), or the traces of another framework"
        + " (docs/traces.md): OTLP JSON, OpenAI traces, LangGraph streams, LangSmith runs and more. Told are transitions"
        + " that nothing declares, payloads that break contracts, limits that were exceeded, laps that were"
        + " really gone again and again, failures without their declared response, and how often each handoff happened."
    ],
    operands: [
      .init("SYSTEM.json", summary: "the manifest of an agent system"),
      .init("TRACE.jsonl", .oneOrMore, summary: "recorded handoffs, one a line; - is standard input"),
    ],
    options: [.reportFormat, .failOn, .schemaRoot, .reportOutput, .quiet],
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
    var verification = TraceVerification(system, lists: outputs.listsHandoffs)
    for name in arguments.operands.dropFirst() {
      do throws(FileError) {
        try await verification.read(name)
      } catch {
        throw CommandError(error)
      }
    }
    let (report, problem) = verification.report()
    if let problem { throw CommandError(lines: ["handoff verify: \(problem)"]) }
    let document = VerificationDocument(
      report, of: system, file: InputFile.label(file), threshold: arguments.threshold.severity
    ) { RoutingAudit().audit(system) }
    let status: ToolStatus =
      !report.complete ? .failed : arguments.threshold.isMet(by: report.findings) ? .findings : .clean
    try outputs.finish(with: document, status: status, in: surroundings)
    return status
  }
}
