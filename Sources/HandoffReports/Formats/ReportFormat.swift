/// One way of writing what a command found.
public protocol ReportFormat: Sendable {
  /// The name on the command line.
  static var name: String { get }
  /// What reads it, in a few words.
  static var summary: String { get }
  /// Whether it shows the handoffs one by one, which not every command looks at.
  static var needsMap: Bool { get }

  /// Writes a document, the same bytes for the same document.
  ///
  /// - Parameters:
  ///   - document: What is written.
  ///   - manner: How it is written.
  /// - Returns: The whole document, ending with a line end.
  static func text(of document: any ReportDocument, _ manner: ReportManner) -> String
}

extension ReportFormat {
  /// Most formats show problems.
  public static var needsMap: Bool { false }
}

/// A format that writes the problems of every command alike.
public protocol ProblemFormat: ReportFormat {
  /// Writes a report, the same bytes for the same report.
  ///
  /// - Parameters:
  ///   - report: What is written.
  ///   - version: The version of the program.
  /// - Returns: The whole document, ending with a line end.
  static func text(of report: Report, version: String) -> String
}

extension ProblemFormat {
  /// Writes the problems of a document.
  public static func text(of document: any ReportDocument, _ manner: ReportManner) -> String {
    text(of: document.report, version: manner.version)
  }
}

/// The formats that exist.
public enum ReportFormats {
  /// Every format, sorted by name.
  public static let all: [any ReportFormat.Type] = [
    GitHubFormat.self, GitLabFormat.self, HTMLFormat.self, JSONFormat.self, JUnitFormat.self,
    MarkdownFormat.self, SARIFFormat.self, SeamsFormat.self, SVGFormat.self, TextFormat.self,
  ]

  /// Those that need no seam map, for commands that look at no handoffs.
  public static let withoutMap: [any ReportFormat.Type] = all.filter { !$0.needsMap }

  /// The format of a name, or `nil`.
  public static func format(named name: String) -> (any ReportFormat.Type)? { all.first { $0.name == name } }
}
