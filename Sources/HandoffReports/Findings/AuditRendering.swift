public import HandoffContracts
public import HandoffRouting
public import HandoffSchema

/// The result of an audit for people and for programs.
public enum AuditRendering {
  /// The most findings of one rule that a text shows, where not all are asked for.
  public static let shownOfOneRule = 20
  /// The most entries of a baseline that are told to be gone.
  private static let shownGone = 20

  /// The report as text: each finding as compilers write theirs, then one line that sums up.
  ///
  /// - Parameters:
  ///   - report: The report.
  ///   - system: The system that was audited.
  ///   - limit: The most findings of one rule that are shown, the most severe ones; the others are counted. `nil` shows all.
  ///   - style: How it looks.
  ///   - sources: The files that findings point at, for the line of each; without them no lines are shown.
  /// - Returns: The text, with a line break at its end.
  /// - Complexity: O(*n*) in the size of the findings.
  public static func text(
    _ report: AuditReport, of system: AgentSystem, limit: Int? = nil, style: TextStyle = TextStyle(),
    sources: SourceTexts? = nil
  ) -> String {
    let finding = FindingText(style: style, sources: sources)
    let selection = FindingSelection(of: report.findings, limit: limit)
    var lines = selection.shown.flatMap { finding.lines($0) + [""] }
    for rest in selection.hidden {
      let count = Counted.text(rest.count, "more finding")
      lines.append("\(count) of \(style.colored("[\(rest.rule)]", .dim)); --all shows all of them")
    }
    if !selection.hidden.isEmpty { lines.append("") }
    lines += gone(report.comparison?.gone ?? [])
    lines.append("\(heading(report, of: system)): \(summary(report, style: style))")
    if !report.unknowns.isEmpty {
      lines.append("Not known: \(TerminalText.line(report.unknowns.joined(separator: "; "))).")
    }
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
    if let known = report.comparison?.known, known > 0 {
      parts.append("\(Counted.number(known)) known by the baseline")
    }
    return parts.joined(separator: ", ")
  }

  /// What a baseline still lists and need not any more.
  private static func gone(_ entries: [AuditBaseline.Entry]) -> [String] {
    guard !entries.isEmpty else { return [] }
    let listed = entries.prefix(shownGone).map { entry in
      let names = entry.handoffs.isEmpty ? entry.agents : entry.handoffs
      let shown = names.prefix(4).map { TerminalText.quoted($0) }.joined(separator: ", ")
      let more = names.count > 4 ? " and \(names.count - 4) more" : ""
      return "    [\(TerminalText.line(entry.rule))] \(shown)\(more)"
    }
    let rest = entries.count - listed.count
    return ["Gone since the baseline was written; --write-baseline takes it out of the file:"] + listed
      + (rest > 0 ? ["    and \(Counted.number(rest)) more"] : []) + [""]
  }

  /// The report in the format that `docs/report-format.md` describes.
  public static func json(_ report: AuditReport) -> JSONValue {
    let summary = report.summary
    var object: JSONObject = [
      "format": 1, "system": .string(report.system),
      "findings": .array(
        Array(ConcurrentWork.results(ofPiecesOf: report.findings) { $0.map(\.json) }.joined())),
      "summary": [
        "error": JSONValue(integerLiteral: summary.errors),
        "warning": JSONValue(integerLiteral: summary.warnings),
        "note": JSONValue(integerLiteral: summary.notes),
      ],
      "complete": .bool(report.complete),
    ]
    if !report.unknowns.isEmpty { object["unknown"] = .array(report.unknowns.map(JSONValue.string)) }
    if let comparison = report.comparison {
      object["baseline"] = [
        "known": JSONValue(integerLiteral: comparison.known),
        "gone": .array(comparison.gone.map(\.json)),
      ]
    }
    return .object(object)
  }
}
