import HandoffContracts
import HandoffRouting

/// Audits a system and says what a test framework is to record.
struct SoundnessCheck {
  var system: AgentSystem
  var threshold: Severity

  /// One failure for each finding at or above the threshold; for a declaration that cannot stand, its problems.
  func run() -> CheckOutcome {
    var outcome = CheckOutcome()
    for problem in system.problems { outcome.fail(problem.failureText) }
    guard outcome.failures.isEmpty else { return outcome }
    let report = RoutingAudit().audit(system)
    for finding in report.findings where finding.severity >= threshold {
      outcome.fail(Self.text(of: finding))
    }
    if !report.complete { outcome.fail("\(system.name): the audit met a cap and is not complete") }
    return outcome
  }

  /// A finding as a test failure shows it.
  static func text(of finding: Finding) -> String {
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
