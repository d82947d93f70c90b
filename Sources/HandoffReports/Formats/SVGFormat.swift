/// The seam map as a picture.
package enum SVGFormat: ReportFormat {
  /// The name on the command line.
  package static let name = "svg"
  /// What reads it.
  package static let summary = "people: every handoff with its failure modes, as a picture"
  /// It shows the handoffs.
  package static let needsMap = true

  /// Writes the map of a document.
  package static func text(of document: any ReportDocument, _ manner: ReportManner) -> String {
    document.map?.svg ?? ""
  }
}
