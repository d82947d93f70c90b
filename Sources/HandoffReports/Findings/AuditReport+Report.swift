public import HandoffContracts
public import HandoffRouting
import HandoffSchema

extension Report {
  /// What an audit found; a unit for each rule.
  ///
  /// - Parameters:
  ///   - audit: The result of the audit.
  ///   - system: The system that was audited.
  ///   - file: The manifest's file.
  ///   - threshold: From which severity on a finding fails the command.
  /// - Complexity: O(*n*) in the size of the findings and the system.
  public init(_ audit: AuditReport, of system: AgentSystem, file: String, threshold: Severity) {
    let declared = HandoffLocations(system)
    self.init(
      command: "audit", system: audit.system, file: file,
      units: RuleRegistry.infos.map { Unit(name: $0.id) }, rules: RuleRegistry.infos.map(RuleText.init),
      items: audit.findings.map { Item($0, unit: $0.rule, declared) }, threshold: threshold,
      summary: AuditRendering.summary(audit, style: TextStyle()), complete: audit.complete)
  }
}

extension Report.RuleText {
  init(_ rule: RuleInfo) {
    self.init(
      id: rule.id, severity: rule.severity, summary: rule.summary,
      help: "\(rule.why) \"handoff explain \(rule.id)\" shows an example.")
  }
}

extension Report.Item {
  init(_ finding: Finding, unit: String, _ declared: HandoffLocations) {
    self.init(
      rule: finding.rule, severity: finding.severity, message: finding.message, location: finding.location,
      subjects: finding.handoffs.isEmpty ? finding.agents : finding.handoffs, unit: unit)
    if let witness = finding.witness {
      if let payload = witness.payload {
        details.append(Report.Detail(label: "payload", text: FindingText.payload(payload)))
      }
      for (label, names) in [("reached by", witness.stem), ("path", witness.path)] where !names.isEmpty {
        details.append(Report.Detail(label: label, text: FindingText.path(names)))
      }
      steps = (witness.stem + witness.path).map { Report.Step(text: $0, location: declared[$0]) }
    }
    details.append(Report.Detail(label: "remedy", text: finding.remedy))
  }
}

/// Where the handoffs of a system are declared, by name.
struct HandoffLocations {
  private var locations: [ExactString: SourceLocation] = [:]

  init(_ system: AgentSystem) {
    for (name, handoff) in zip(system.handoffNames, system.handoffs) {
      locations[ExactString(name)] = handoff.origin ?? handoff.declaredAt
    }
  }

  subscript(name: String) -> SourceLocation? { locations[ExactString(name)] }
}
