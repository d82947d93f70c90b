public import HandoffContracts
public import HandoffRouting
import HandoffSchema

extension AuditRendering {
  /// The most characters of a report in Markdown: GitHub takes 65,536 in one comment.
  public static let markdownLimit = 60_000

  /// The report as Markdown for job summaries and pull-request comments, at most ``markdownLimit`` characters; what does
  /// not fit is counted.
  ///
  /// - Complexity: O(*n*) in the size of the findings.
  public static func markdown(_ report: AuditReport, of system: AgentSystem) -> String {
    var text = "### \(MarkdownTable.escaped(heading(report, of: system)))\n\n"
    text += summary(report, style: TextStyle()) + "\n"
    if !report.complete {
      text += "\n**The audit is not complete**: a rule met its cap; the findings say which.\n"
    }
    // Room for the sentence about what is left out.
    var left = markdownLimit - text.count - 200
    for (place, finding) in report.findings.enumerated() {
      let item = item(finding)
      left -= item.count
      guard left >= 0 else {
        text += "\n\(Counted.text(report.findings.count - place, "more finding")) left out here.\n"
        break
      }
      text += item
    }
    return text
  }

  private static func item(_ finding: Finding) -> String {
    let place = finding.location.map { " (\(MarkdownTable.escaped(FindingText.place($0))))" } ?? ""
    var lines = [
      "",
      "- **\(finding.severity.rawValue)** `\(finding.rule)`\(place): \(MarkdownTable.escaped(finding.message))",
    ]
    if let witness = finding.witness {
      if let payload = witness.payload {
        let shown = TerminalText.line(payload.text(.compact), limit: 500)
        lines.append("  - payload: \(MarkdownTable.escaped(shown))")
      }
      if !witness.stem.isEmpty { lines.append("  - reached by: \(list(witness.stem))") }
      if !witness.path.isEmpty { lines.append("  - path: \(list(witness.path))") }
    }
    lines.append("  - remedy: \(MarkdownTable.escaped(finding.remedy))")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func list(_ handoffs: [String]) -> String {
    MarkdownTable.escaped(FindingText.path(handoffs))
  }
}
