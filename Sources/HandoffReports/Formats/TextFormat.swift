/// Text for people, on a terminal or in a log.
public enum TextFormat: ReportFormat {
  /// The name on the command line.
  public static let name = "text"
  /// What reads it.
  public static let summary = "people, on a terminal or in a log"

  /// Writes a document.
  public static func text(of document: any ReportDocument, _ manner: ReportManner) -> String {
    document.text(style: manner.style)
  }
}
