import HandoffReports
import HandoffRouting
import HandoffSchema

/// What a command shows of a system: as text, as a document, or for a program.
protocol SystemDocument {
  var json: JSONValue { get }
  var markdown: String { get }
  func text(style: TextStyle) -> String
}

extension SystemPlan: SystemDocument {}
extension SystemChecklist: SystemDocument {}
extension StoreTable: SystemDocument {}

extension ResultWriter {
  /// Writes a document in the format that was asked for, as text where none was.
  ///
  /// - Throws: ``CommandError`` where it cannot be written.
  func finish(
    with document: some SystemDocument, format: String?, in surroundings: Surroundings
  ) throws(CommandError) {
    switch format {
    case "json": try finish(with: document.json.text(.pretty) + "\n")
    case "markdown": try finish(with: document.markdown)
    default: try finish(with: document.text(style: TextStyle(usesColor: usesColor(in: surroundings))))
    }
  }
}
