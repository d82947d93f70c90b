/// The seam map as a picture.
public enum SVGFormat: ReportFormat {
  /// The name on the command line.
  public static let name = "svg"
  /// What reads it.
  public static let summary = "people: every handoff with its failure modes, as a picture"
  /// It shows the handoffs.
  public static let needsMap = true

  /// Writes the map of a document.
  public static func text(of document: any ReportDocument, _ manner: ReportManner) -> String {
    document.map?.svg ?? ""
  }
}
