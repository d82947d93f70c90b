import HandoffContracts
import HandoffRouting

/// Compares what every handoff carries with what its receiver accepts, and says what a test framework is to record.
struct CompatibilityCheck {
  private static let rules = ["handoff-incompatible", "handoff-undecided", "return-undeclared"]

  var system: AgentSystem

  /// A failure for each handoff whose receiver refuses a payload; a warning where that could not be decided.
  func run() -> CheckOutcome {
    var outcome = CheckOutcome()
    for problem in system.problems { outcome.fail(problem.failureText) }
    guard outcome.failures.isEmpty else { return outcome }
    let report = RoutingAudit().audit(system)
    for finding in report.findings where Self.rules.contains(finding.rule) {
      let text = SoundnessCheck.text(of: finding)
      if finding.severity >= .error { outcome.fail(text) } else { outcome.warnings.append(text) }
    }
    if !report.complete { outcome.fail("\(system.name): the audit met a cap and is not complete") }
    return outcome
  }
}
