import HandoffReports
import HandoffRouting
import HandoffSchema

/// What a command shows of a system: as text, as a document, or for a program.
protocol SystemDocument {
  var json: JSONValue { get }
  var markdown: String { get }
  func text(style: TextStyle) -> String
}

extension SystemDocument {
  /// The document in one of the formats of ``OptionDescription/documentFormat``, as text where none is named.
  func written(as format: String?, style: TextStyle) -> String {
    switch format {
    case "json": json.text(.pretty) + "\n"
    case "markdown": markdown
    default: text(style: style)
    }
  }
}

extension SystemPlan: SystemDocument {}
extension SystemChecklist: SystemDocument {}
extension StoreTable: SystemDocument {}
extension FailureMatrix: SystemDocument {}
