import HandoffSchema

/// The command's own JSON, with everything that it knows.
package enum JSONFormat: ReportFormat {
  /// The name on the command line.
  package static let name = "json"
  /// What reads it.
  package static let summary = "programs; everything that the command knows"

  /// Writes a document.
  package static func text(of document: any ReportDocument, _ manner: ReportManner) -> String {
    document.json.text(.pretty) + "\n"
  }
}
