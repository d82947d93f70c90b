/// Text for people, on a terminal or in a log.
package enum TextFormat: ReportFormat {
  /// The name on the command line.
  package static let name = "text"
  /// What reads it.
  package static let summary = "people, on a terminal or in a log"

  /// Writes a document.
  package static func text(of document: any ReportDocument, _ manner: ReportManner) -> String {
    document.text(style: manner.style)
  }
}
