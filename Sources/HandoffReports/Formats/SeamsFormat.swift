/// The seam map as text.
public enum SeamsFormat: ReportFormat {
  /// The name on the command line.
  public static let name = "seams"
  /// What reads it.
  public static let summary = "people: every handoff with its failure modes, as a table of text"
  /// It shows the handoffs.
  public static let needsMap = true

  /// Writes the map of a document.
  public static func text(of document: any ReportDocument, _ manner: ReportManner) -> String {
    document.map?.text(style: manner.style) ?? ""
  }
}
