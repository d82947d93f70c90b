import HandoffContracts

/// From which severity on findings make the exit status 1.
struct Threshold {
  var severity: Severity

  /// Whether one of the findings is as severe as that.
  func isMet(by findings: [Finding]) -> Bool { findings.contains { $0.severity >= severity } }
}

extension ParsedArguments {
  /// What `--fail-on` says.
  var threshold: Threshold { Threshold(severity: text(.failOn).flatMap { Severity(rawValue: $0) } ?? .error) }
}
