/// One way of writing a report for other programs.
public protocol ReportFormat: Sendable {
  /// The name on the command line.
  static var name: String { get }
  /// What reads it, in a few words.
  static var summary: String { get }

  /// Writes a report, the same bytes for the same report.
  ///
  /// - Parameters:
  ///   - report: What is written.
  ///   - version: The version of the program.
  /// - Returns: The whole document, ending with a line end.
  static func text(of report: Report, version: String) -> String
}

/// The formats that exist.
public enum ReportFormats {
  /// Every format, sorted by name.
  public static let all: [any ReportFormat.Type] = [
    GitHubFormat.self, GitLabFormat.self, JUnitFormat.self, MarkdownFormat.self, SARIFFormat.self,
  ]

  /// The format of a name, or `nil`.
  public static func format(named name: String) -> (any ReportFormat.Type)? { all.first { $0.name == name } }
}
