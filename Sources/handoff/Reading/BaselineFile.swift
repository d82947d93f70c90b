import HandoffChecking
import HandoffRouting
import HandoffSchema

/// The file that keeps the findings of an earlier audit.
enum BaselineFile {
  /// Reads a baseline.
  static func read(_ name: String) throws(CommandError) -> AuditBaseline {
    let document = try DocumentFile.json(
      name, expected: "a baseline, as \"handoff audit --baseline FILE --write-baseline\" writes it")
    do throws(AuditBaseline.ReadingError) {
      return try AuditBaseline(json: document.value)
    } catch {
      let location = document.location(of: error.pointer) ?? document.location(ofOffset: 0)
      let place = "\(TerminalText.line(InputFile.label(name))):\(location.line):\(location.column)"
      throw CommandError(lines: ["\(place): no baseline: expected \(TerminalText.line(error.expected))"])
    }
  }

  /// Writes a baseline, in place of an older one.
  static func write(_ baseline: AuditBaseline, to name: String) throws(CommandError) {
    do throws(FileError) {
      let file = try PendingFile(name)
      try file.write(baseline.json.text(.pretty) + "\n")
      try file.commit()
    } catch {
      throw CommandError(error)
    }
  }
}
