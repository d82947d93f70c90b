import HandoffSchema

/// The command's own JSON, with everything that it knows.
public enum JSONFormat: ReportFormat {
  /// The name on the command line.
  public static let name = "json"
  /// What reads it.
  public static let summary = "programs; everything that the command knows"

  /// Writes a document.
  public static func text(of document: any ReportDocument, _ manner: ReportManner) -> String {
    document.json.text(.pretty) + "\n"
  }
}
