import HandoffChecking
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
      "A finding that you accept goes into the manifest's \"allow\" with the reason. Those of a system that is not"
        + " mended at once go into a baseline: only new ones are told then.",
    ],
    operands: [.init("SYSTEM.json", summary: "the manifest of an agent system; - is standard input")],
    options: [
      .reportFormat, .failOn, .all, .baseline, .writeBaseline, .explainLoops, .failures, .schemaRoot,
      .reportOutput, .quiet,
    ],
    examples: [
      .init("Audit a system", "handoff audit system.json"),
      .init("Fail on warnings too", "handoff audit system.json --fail-on warning"),
      .init(
        "Put up with today's findings",
        "handoff audit system.json --baseline handoff-baseline.json --write-baseline"),
      .init("For another program", "handoff audit system.json --format json --output audit.json"),
      .init(
        "For code scanning, and for people",
        "handoff audit system.json --format sarif --output audit.sarif --format text"),
      .init("What becomes of each failure", "handoff audit system.json --failures"),
    ])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    if arguments.has(.writeBaseline), !arguments.has(.baseline) {
      throw UsageError(
        command: Self.description.name,
        .meaninglessOption("write-baseline", because: "--baseline FILE says which file to write"))
    }
    self.arguments = arguments
    guard arguments.has(.failures) else { return }
    for option in [OptionDescription.baseline, .writeBaseline, .all, .explainLoops, .failOn]
    where arguments.has(option) {
      throw UsageError(
        command: arguments.command,
        .meaninglessOption(option.name, because: "--failures writes no findings"))
    }
    for destination in try arguments.destinations()
    where !Self.matrixFormats.contains(destination.format ?? "text") {
      throw UsageError(
        command: arguments.command,
        .badValue(
          option: "format", found: destination.format ?? "",
          allowed: "\(Self.matrixFormats.joined(separator: ", ")) beside --failures"))
    }
  }

  /// How the matrix of failures can be written.
  private static let matrixFormats = ["text", "json", "markdown"]

  private static func text(_ loops: [LoopExplanation]) -> String {
    loops.map { loop in
      let names = Wording.list(loop.agents.prefix(4).map { Wording.quoted($0) }, of: loop.agents.count)
      let lines = loop.conflicts.map { "    \($0)\n" }.joined()
      let proof =
        loop.isChecked ? "the proof was checked" : "the proof was not accepted by its checker: report this"
      return "\nno payload can go round among \(names) for ever; \(proof)\n\(lines)"
    }.joined()
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let (system, document) = try SystemFile.readWithDocument(
      arguments.operands[0], schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    if arguments.has(.failures) { return try writeFailures(of: system, in: surroundings) }
    let outputs = try ReportOutputs(arguments, in: surroundings)
    let whole = RoutingAudit().audit(system)
    let report = try compared(whole)
    let loops = arguments.has(.explainLoops) ? Self.text(RoutingAudit().impossibleLoops(in: system)) : ""
    let sources = SourceFiles.texts(manifest: arguments.operands[0], document, in: surroundings)
    let results = AuditDocument(
      report, whole: whole, of: system, file: InputFile.label(arguments.operands[0]),
      threshold: arguments.threshold.severity,
      limit: arguments.has(.all) ? nil : AuditRendering.shownOfOneRule, appendix: loops,
      sources: sources)
    let status = status(of: report)
    try outputs.finish(with: results, status: status, in: surroundings)
    return status
  }

  private func status(of report: AuditReport) -> ToolStatus {
    guard report.complete else { return .failed }
    return arguments.threshold.isMet(by: report.findings) ? .findings : .clean
  }

  private func writeFailures(
    of system: AgentSystem, in surroundings: Surroundings
  ) throws(CommandError) -> ToolStatus {
    let matrix = FailureMatrix(system)
    let outputs = try ReportOutputs(arguments, in: surroundings)
    try outputs.finish(with: matrix, in: surroundings)
    // What a failure blocks was not worked out: that is no whole answer.
    return matrix.unboundedCount == 0 ? .clean : .failed
  }

  /// The report without what the baseline knows, which is written first where that is asked for.
  private func compared(_ report: AuditReport) throws(CommandError) -> AuditReport {
    guard let name = arguments.text(.baseline) else { return report }
    // What a run that was not complete did not find must not become new later.
    guard arguments.has(.writeBaseline) else {
      return report.compared(with: try BaselineFile.read(name))
    }
    guard report.complete else {
      throw CommandError(lines: [
        "\(TerminalText.line(name)): no baseline was written, because the audit is not complete: what it did not find"
          + " would be new later; audit without --write-baseline to see what met its cap"
      ])
    }
    let baseline = AuditBaseline(report.findings)
    try BaselineFile.write(baseline, to: name)
    return report.compared(with: baseline)
  }
}
