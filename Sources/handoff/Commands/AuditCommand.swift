import HandoffContracts
import HandoffReports
import HandoffRouting
import HandoffSchema

/// `handoff audit SYSTEM`.
struct AuditCommand: Command {
  static let description = CommandDescription(
    name: "audit",
    summary: "Find what can go wrong between the agents of a system, from its declaration alone",
    discussion: [
      "SYSTEM.json is a manifest: agents, their contracts and the handoffs between them. Every rule is applied;"
        + " nothing is run. \"handoff rules\" lists the rules, \"handoff explain RULE\" shows one with an example.",
      "A finding that you accept goes into the manifest's \"allow\" with the reason.",
    ],
    operands: [.init("SYSTEM.json", summary: "the manifest of an agent system; - is standard input")],
    options: [.reportFormat, .failOn, .failures, .schemaRoot, .reportOutput],
    examples: [
      .init("Audit a system", "handoff audit system.json"),
      .init("Fail on warnings too", "handoff audit system.json --fail-on warning"),
      .init("For another program", "handoff audit system.json --format json --output audit.json"),
      .init(
        "For code scanning, and for people",
        "handoff audit system.json --format sarif --output audit.sarif --format text"),
      .init("What becomes of each failure", "handoff audit system.json --failures"),
    ])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let system = try SystemFile.read(
      arguments.operands[0], schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    if arguments.has(.failures) { return try writeFailures(of: system, in: surroundings) }
    let outputs = try ReportOutputs(arguments, in: surroundings)
    let report = RoutingAudit().audit(system)
    let file = InputFile.label(arguments.operands[0])
    try outputs.finish(in: surroundings) { style in
      AuditRendering.text(report, of: system, style: style)
    } json: {
      AuditRendering.json(report).text(.pretty) + "\n"
    } report: {
      Report(report, of: system, file: file, threshold: arguments.threshold.severity)
    }
    guard report.complete else { return .failed }
    return arguments.threshold.isMet(by: report.findings) ? .findings : .clean
  }

  private func writeFailures(
    of system: AgentSystem, in surroundings: Surroundings
  ) throws(CommandError) -> ToolStatus {
    let format = arguments.text(.reportFormat) ?? "text"
    guard ["text", "json", "markdown"].contains(format) else {
      throw CommandError(
        UsageError(
          command: arguments.command,
          .badValue(option: "format", found: format, allowed: "text, json, markdown beside --failures")))
    }
    let writer = try ResultWriter(arguments, in: surroundings)
    let matrix = FailureMatrix(system)
    switch format {
    case "json": try writer.finish(with: matrix.json.text(.pretty) + "\n")
    case "markdown": try writer.finish(with: matrix.markdown)
    default:
      try writer.finish(
        with: matrix.text(style: TextStyle(usesColor: writer.usesColor(in: surroundings))))
    }
    return .clean
  }
}
