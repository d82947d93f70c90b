import Foundation
import HandoffContracts
import HandoffSchema

/// Compares a committed manifest with the declaration in Swift, and says what a test framework is to record.
struct ManifestCheck {
  /// Set to `1`, it lets the check write the manifest instead.
  static let variable = "HANDOFF_UPDATE"
  /// The most differences that are listed.
  private static let shown = 20

  var system: AgentSystem
  var path: String
  var isRecording = ProcessInfo.processInfo.environment[ManifestCheck.variable] == "1"

  /// Prepares a comparison; a path that is not absolute counts from the folder of the test's file.
  init(_ system: AgentSystem, _ path: String, besides test: String) {
    self.system = system
    self.path = path.hasPrefix("/") ? path : (test as NSString).deletingLastPathComponent + "/" + path
  }

  /// One failure where both differ, or where the manifest cannot be read or written.
  func run() -> CheckOutcome {
    var outcome = CheckOutcome()
    for problem in system.problems { outcome.fail(problem.failureText) }
    guard outcome.failures.isEmpty else { return outcome }
    let declared = system.manifest
    let committed = FileManager.default.contents(atPath: path)
    let found = committed.flatMap { try? JSONDocument(parsing: Array($0)).value }
    if found == declared { return outcome }
    if isRecording {
      do {
        // A file that is half written would be worse than an old one.
        try Data((declared.text(.pretty) + "\n").utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        outcome.warnings.append("\(path) was written anew from the declaration")
      } catch {
        outcome.fail("\(path) cannot be written: \(error.localizedDescription)")
      }
      return outcome
    }
    let remedy =
      "  remedy: run the test once with \(Self.variable)=1 to write it from the declaration, and look at the change."
    guard committed != nil else {
      outcome.fail("The manifest \(path) does not exist.\n\(remedy)")
      return outcome
    }
    guard let found else {
      outcome.fail("The manifest \(path) is no JSON.\n\(remedy)")
      return outcome
    }
    let differences = ManifestDifferences(found, declared).lines
    let lines =
      differences.prefix(Self.shown).map { "  \($0)" }
      + (differences.count > Self.shown ? ["  … (\(differences.count - Self.shown) more lines)"] : [])
    outcome.fail(
      "The manifest \(path) is not what the declaration says (- committed, + declared):\n"
        + lines.joined(separator: "\n") + "\n\(remedy)")
    return outcome
  }
}
