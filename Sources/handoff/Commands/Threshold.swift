import HandoffContracts

/// From which severity on findings make the exit status 1, and on what they must rest.
struct Threshold {
  var severity: Severity
  var basis = Finding.Basis.structural

  /// Whether one of the findings is as severe as that and rests on no less.
  func isMet(by findings: [Finding]) -> Bool {
    findings.contains { $0.severity >= severity && $0.basis >= basis }
  }
}

extension Threshold {
  /// Reads `SEVERITY` or `SEVERITY:BASIS`.
  init?(parsing text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let severity = parts.first.flatMap({ Severity(rawValue: String($0)) }) else { return nil }
    self.init(severity: severity)
    guard parts.count == 2 else { return }
    guard let basis = Finding.Basis(rawValue: String(parts[1])) else { return nil }
    self.basis = basis
  }

  /// Everything that can be read.
  static var spellings: [String] {
    let severities = ["error", "warning", "note"]
    let bases = Finding.Basis.allCases.dropFirst()
    return severities + severities.flatMap { severity in bases.map { "\(severity):\($0.rawValue)" } }
  }
}

extension ParsedArguments {
  /// What `--fail-on` says.
  var threshold: Threshold { text(.failOn).flatMap { Threshold(parsing: $0) } ?? Threshold(severity: .error) }
}
