import HandoffContracts
import HandoffRouting

/// Audits a system and says what a test framework is to record.
struct SoundnessCheck {
  var system: AgentSystem
  var threshold: Severity

  /// One text for each finding at or above the threshold; for a declaration that cannot stand, its problems.
  func run() -> [String] {
    let problems = system.problems
    guard problems.isEmpty else { return problems.map(\.failureText) }
    let report = RoutingAudit().audit(system)
    var failures = report.findings.filter { $0.severity >= threshold }.map(Self.text)
    if !report.complete { failures.append("\(system.name): the audit met a cap and is not complete") }
    return failures
  }

  private static func text(of finding: Finding) -> String {
    var lines = ["\(finding.severity.rawValue): \(finding.message) [\(finding.rule)]"]
    if let witness = finding.witness {
      let path = witness.stem + witness.path
      if !path.isEmpty { lines.append("  path: \(path.joined(separator: ", "))") }
      if let payload = witness.payload { lines.append("  payload: \(payload)") }
    }
    if let place = finding.location { lines.append("  declared at \(place.file):\(place.line)") }
    if !finding.remedy.isEmpty { lines.append("  remedy: \(finding.remedy)") }
    return lines.joined(separator: "\n")
  }
}
