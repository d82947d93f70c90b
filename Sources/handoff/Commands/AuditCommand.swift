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
    options: [.format, .failOn, .schemaRoot, .explainLoops, .output],
    examples: [
      .init("Audit a system", "handoff audit system.json"),
      .init("Fail on warnings too", "handoff audit system.json --fail-on warning"),
      .init("For another program", "handoff audit system.json --format json --output audit.json"),
    ])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

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
    let system = try SystemFile.read(
      arguments.operands[0], schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    let writer = try ResultWriter(arguments, in: surroundings)
    let report = RoutingAudit().audit(system)
    if arguments.text(.format) == "json" {
      try writer.finish(with: AuditRendering.json(report).text(.pretty) + "\n")
    } else {
      let style = TextStyle(usesColor: writer.usesColor(in: surroundings))
      let loops = arguments.has(.explainLoops) ? Self.text(RoutingAudit().impossibleLoops(in: system)) : ""
      try writer.finish(with: AuditRendering.text(report, of: system, style: style) + loops)
    }
    guard report.complete else { return .failed }
    return arguments.threshold.isMet(by: report.findings) ? .findings : .clean
  }
}
