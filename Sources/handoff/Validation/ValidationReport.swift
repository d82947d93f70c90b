import HandoffChecking
import HandoffReports

/// Writes results as they come.
struct ValidationReport {
  private let writer: ResultWriter
  private let isJSON: Bool
  private let style: TextStyle
  private var isEmpty = true
  private(set) var summary = ValidationSummary()

  init(writer: ResultWriter, isJSON: Bool, style: TextStyle) {
    self.writer = writer
    self.isJSON = isJSON
    self.style = style
  }

  func start(schema: String) throws(CommandError) {
    guard isJSON else { return }
    do { try writer.write(ValidationRendering.jsonStart(schema: schema)) } catch { throw CommandError(error) }
  }

  /// Adds results; of JSON Lines only those that are not valid, since the summary counts the others.
  mutating func add(_ results: [ValidationResult], _ summary: ValidationSummary) throws(CommandError) {
    do { try write(results, summary) } catch { throw CommandError(error) }
  }

  mutating func write(_ results: [ValidationResult], _ summary: ValidationSummary) throws(FileError) {
    self.summary = self.summary + summary
    for result in results {
      if isJSON {
        try writer.write(ValidationRendering.jsonElement(result, isFirst: isEmpty))
        isEmpty = false
      } else {
        try writer.write(ValidationRendering.text(result, style: style))
      }
    }
  }

  func end(complete: Bool) throws(CommandError) {
    try writer.finish(
      with: isJSON
        ? ValidationRendering.jsonEnd(summary, isEmpty: isEmpty, complete: complete)
        : ValidationRendering.text(summary, style: style))
  }
}
