public import HandoffContracts
public import HandoffRouting
public import HandoffSchema

/// The result of an audit for people and for programs.
public enum AuditRendering {
  /// The report as text: each finding as compilers write theirs, then one line that sums up.
  ///
  /// - Complexity: O(*n*) in the size of the findings.
  public static func text(_ report: AuditReport, of system: AgentSystem, style: TextStyle = TextStyle())
    -> String
  {
    let finding = FindingText(style: style)
    var lines = report.findings.flatMap { finding.lines($0) + [""] }
    lines.append("\(heading(report, of: system)): \(summary(report, style: style))")
    if !report.complete {
      lines.append("The audit is not complete: a rule met its cap; the findings say which.")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The system's name and size.
  static func heading(_ report: AuditReport, of system: AgentSystem) -> String {
    let size = [
      Counted.text(system.agents.count, "agent"), Counted.text(system.handoffs.count, "handoff"),
      Counted.text(system.contracts.count, "contract"),
    ]
    return "\(TerminalText.line(report.system)) (\(size.joined(separator: ", ")))"
  }

  static func summary(_ report: AuditReport, style: TextStyle) -> String {
    let summary = report.summary
    var parts: [String] = []
    if summary.errors > 0 { parts.append(style.colored(Counted.text(summary.errors, "error"), .red)) }
    if summary.warnings > 0 {
      parts.append(style.colored(Counted.text(summary.warnings, "warning"), .yellow))
    }
    if summary.notes > 0 { parts.append(style.colored(Counted.text(summary.notes, "note"), .cyan)) }
    if parts.isEmpty { parts.append(style.colored("no findings", .green)) }
    if !report.allowed.isEmpty { parts.append("\(report.allowed.count) accepted by \"allow\"") }
    return parts.joined(separator: ", ")
  }

  /// The report in the format that `docs/report-format.md` describes.
  public static func json(_ report: AuditReport) -> JSONValue {
    let summary = report.summary
    return [
      "format": 1, "system": .string(report.system), "findings": .array(report.findings.map(\.json)),
      "summary": [
        "error": JSONValue(integerLiteral: summary.errors),
        "warning": JSONValue(integerLiteral: summary.warnings),
        "note": JSONValue(integerLiteral: summary.notes),
      ],
      "complete": .bool(report.complete),
    ]
  }
}
