/// One page that needs nothing else: no network, no files, no server.
package enum HTMLFormat: ReportFormat {
  /// The name on the command line.
  package static let name = "html"
  /// What reads it.
  package static let summary = "people: one self-contained page with the seam map"

  /// Writes a document.
  package static func text(of document: any ReportDocument, _ manner: ReportManner) -> String {
    PageWriter(document.page, version: manner.version).text
  }
}
