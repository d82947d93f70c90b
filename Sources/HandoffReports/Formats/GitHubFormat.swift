import HandoffContracts

/// Annotations of GitHub Actions: workflow commands, a line each, that GitHub shows beside the lines of a change.
///
/// GitHub documentation, "Workflow commands for GitHub Actions", "Setting an error message".
public enum GitHubFormat: ReportFormat {
  /// The name on the command line.
  public static let name = "github"
  /// What reads it.
  public static let summary = "annotations of GitHub Actions"

  /// Writes a report.
  public static func text(of report: Report, version: String) -> String {
    var lines = report.items.map { line($0, report) }
    if !report.complete {
      let title = property("handoff \(report.command)")
      lines.append("::warning title=\(title)::\(data("The run was not complete: \(report.summary)"))")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func line(_ item: Report.Item, _ report: Report) -> String {
    let kind =
      switch item.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties = ["file=\(property(item.location?.file ?? report.file))"]
    if let location = item.location {
      properties.append("line=\(location.line)")
      if let column = location.column { properties.append("col=\(column)") }
    }
    properties.append("title=\(property("handoff: \(item.rule)"))")
    return "::\(kind) \(properties.joined(separator: ","))::\(data(item.text()))"
  }

  /// The text of a command: what would end it is written in another way.
  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
