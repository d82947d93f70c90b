/// One page that needs nothing else: no network, no files, no server.
public enum HTMLFormat: ReportFormat {
  /// The name on the command line.
  public static let name = "html"
  /// What reads it.
  public static let summary = "people: one self-contained page with the seam map"

  /// Writes a document.
  public static func text(of document: any ReportDocument, _ manner: ReportManner) -> String {
    PageWriter(document.page, version: manner.version).text
  }
}
