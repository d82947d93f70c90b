/// The seam map as text.
package enum SeamsFormat: ReportFormat {
  /// The name on the command line.
  package static let name = "seams"
  /// What reads it.
  package static let summary = "people: every handoff with its failure modes, as a table of text"
  /// It shows the handoffs.
  package static let needsMap = true

  /// Writes the map of a document.
  package static func text(of document: any ReportDocument, _ manner: ReportManner) -> String {
    document.map?.text(style: manner.style) ?? ""
  }
}
