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
    lines.append("")
    for remark in remarks { lines.append(remark) }
    return (lines + [summary(style)]).joined(separator: "\n") + "\n"
  }

  /// What could not be looked at, and what was only inferred.
  private var remarks: [String] {
    var remarks: [String] = []
    if inferred > 0 {
      remarks.append(
        "\(Counted.text(inferred, "handoff")) inferred from the order of spans: nothing recorded says so")
    }
    if withoutPayload > 0 {
      remarks.append(
        "contracts not checked for \(Counted.text(withoutPayload, "handoff")): no payload recorded")
    }
    for reading in unread {
      let first = reading.first.isEmpty ? "" : ", first at \(TerminalText.line(reading.first))"
      remarks.append(
        "left out \(Counted.number(reading.times)) times: \(TerminalText.line(reading.name))\(first)")
    }
    return remarks
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
    var object: JSONObject = [
      "format": 1, "system": .string(system), "records": JSONValue(integerLiteral: records),
      "traces": JSONValue(integerLiteral: traces), "handoffs": .array(entries.map(\.json)),
      "counts": .array(
        counts.map {
          [
            "handoff": .string($0.handoff), "taken": JSONValue(integerLiteral: $0.taken),
            "invalid": JSONValue(integerLiteral: $0.invalid),
            "checked": JSONValue(integerLiteral: $0.checked),
          ]
        }),
      "findings": .array(findings.map(\.json)),
    ]
    var summary = JSONObject()
    for severity in Severity.allCases.reversed() {
      summary[severity.rawValue] = JSONValue(integerLiteral: findings.count { $0.severity == severity })
    }
    summary["inferred"] = JSONValue(integerLiteral: inferred)
    summary["withoutPayload"] = JSONValue(integerLiteral: withoutPayload)
    summary["unlisted"] = JSONValue(integerLiteral: unlisted)
    object["summary"] = .object(summary)
    if !dialects.isEmpty { object["dialects"] = .array(dialects.map(\.json)) }
    if !unread.isEmpty { object["unread"] = .array(unread.map(\.json)) }
    object["complete"] = .bool(complete)
    return .object(object)
  }
}

extension VerificationReport.Entry {
  /// The handoff as one JSON object.
  fileprivate var json: JSONValue {
    var object: JSONObject = [
      "run": .string(run), "step": JSONValue(integerLiteral: step), "from": .string(from), "to": .string(to),
      "mode": .string(mode),
    ]
    if let payload { object["payload"] = payload }
    if let failure { object["failure"] = .string(failure) }
    object["evidence"] = isInferred ? "inferred" : "observed"
    return .object(object)
  }
}

extension VerificationReport.Reading {
  /// The count as one JSON object.
  fileprivate var json: JSONValue {
    var object: JSONObject = ["name": .string(name), "times": JSONValue(integerLiteral: times)]
    if !first.isEmpty { object["first"] = .string(first) }
    return .object(object)
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
