public import HandoffContracts
public import HandoffRuntime
public import HandoffSchema

extension VerificationReport {
  /// The report for people: what was found, then how often each handoff happened.
  ///
  /// - Complexity: O(*n*) in the size of the report.
  public func text(style: TextStyle = TextStyle()) -> String {
    let finding = FindingText(style: style)
    var lines = findings.flatMap { finding.lines($0) + [""] }
    var table = TextTable(["HANDOFF", "TAKEN", "BROKEN", "LOOKED AT"])
    for count in counts {
      table.add([
        count.handoff, Counted.number(count.taken), Counted.number(count.invalid),
        Counted.number(count.checked),
      ])
    }
    lines += table.lines(style: style)
    return (lines + ["", summary(style)]).joined(separator: "\n") + "\n"
  }

  func summary(_ style: TextStyle) -> String {
    var parts = [
      Counted.text(records, "record"), "of", Counted.text(traces, "run") + ":",
    ]
    let counted = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = findings.count { $0.severity == severity }
      return count > 0 ? Counted.text(count, severity.rawValue) : nil
    }
    parts.append(counted.isEmpty ? style.colored("no findings", .green) : counted.joined(separator: ", "))
    return "\(TerminalText.line(system)): \(parts.joined(separator: " "))"
      + (complete ? "" : "; not complete")
  }

  /// The report in the format that `docs/report-format.md` describes.
  public var json: JSONValue {
    [
      "format": 1, "system": .string(system), "records": JSONValue(integerLiteral: records),
      "traces": JSONValue(integerLiteral: traces),
      "handoffs": .array(
        counts.map {
          [
            "handoff": .string($0.handoff), "taken": JSONValue(integerLiteral: $0.taken),
            "invalid": JSONValue(integerLiteral: $0.invalid),
            "checked": JSONValue(integerLiteral: $0.checked),
          ]
        }),
      "findings": .array(findings.map(\.json)), "complete": .bool(complete),
    ]
  }
}

extension Report {
  /// What recorded runs say; a unit for each rule of verification.
  ///
  /// - Complexity: O(*n*) in the size of the findings and the system.
  public init(
    _ verification: VerificationReport, of system: AgentSystem, file: String, threshold: Severity
  ) {
    let declared = HandoffLocations(system)
    self.init(
      command: "verify", system: verification.system, file: file,
      units: VerificationRule.allCases.map { Unit(name: $0.rawValue) },
      rules: VerificationRule.allCases.map {
        RuleText(
          id: $0.rawValue, severity: $0.severity, summary: $0.summary,
          help: "It happened in a recorded run.")
      },
      items: verification.findings.map { Item($0, unit: $0.rule, declared) }, threshold: threshold,
      summary: verification.summary(TextStyle()), complete: verification.complete)
  }
}
