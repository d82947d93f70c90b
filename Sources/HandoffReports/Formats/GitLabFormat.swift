import HandoffContracts
import HandoffSchema

/// GitLab's code quality report: an array of issues, a subset of the Code Climate format.
///
/// GitLab documentation, "Code Quality", "Code Quality report format".
package enum GitLabFormat: ProblemFormat {
  /// The name on the command line.
  package static let name = "gitlab"
  /// What reads it.
  package static let summary = "GitLab's code quality report"

  /// Writes a report.
  package static func text(of report: Report, version: String) -> String {
    JSONValue.array(report.items.map { issue($0, report) }).text(.pretty) + "\n"
  }

  private static func issue(_ item: Report.Item, _ report: Report) -> JSONValue {
    [
      "description": .string(item.text(separator: " ")), "check_name": .string(item.rule),
      "fingerprint": .string(item.fingerprint), "severity": .string(severity(item.severity)),
      "location": [
        "path": .string(item.location?.file ?? report.file),
        "lines": ["begin": JSONValue(integerLiteral: item.location?.line ?? 1)],
      ],
    ]
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "major"
    case .warning: "minor"
    case .note: "info"
    }
  }
}
