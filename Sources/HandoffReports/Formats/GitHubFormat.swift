import HandoffContracts

/// Annotations of GitHub Actions: workflow commands, a line each, that GitHub shows beside the lines of a change.
///
/// GitHub documentation, "Workflow commands for GitHub Actions", "Setting an error message".
package enum GitHubFormat: ProblemFormat {
  /// The name on the command line.
  package static let name = "github"
  /// What reads it.
  package static let summary = "annotations of GitHub Actions"

  /// Writes a report.
  package static func text(of report: Report, version: String) -> String {
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
  private static func data(_ text: String) -> String { escaped(text, "%\r\n") }

  private static func property(_ text: String) -> String { escaped(text, "%\r\n:,") }

  /// The text with some bytes written as two digits.
  ///
  /// Not by characters: to Swift a carriage return and the line feed behind it are one, and so are a sign and the mark
  /// above it.
  private static func escaped(_ text: String, _ special: StaticString) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    let bytes = special.withUTF8Buffer { Array($0) }
    for byte in text.utf8 {
      guard bytes.contains(byte) else {
        result.append(byte)
        continue
      }
      let digits = String(byte, radix: 16, uppercase: true)
      result += "%\(digits.count == 1 ? "0" : "")\(digits)".utf8
    }
    return String(decoding: result, as: UTF8.self)
  }
}
