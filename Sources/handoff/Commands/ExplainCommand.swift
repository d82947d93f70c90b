import HandoffContracts
import HandoffReports
import HandoffRouting
import HandoffSchema

/// `handoff explain RULE`.
struct ExplainCommand: Command {
  static let description = CommandDescription(
    name: "explain", summary: "Explain one rule with a system that it reports and one that it accepts",
    operands: [
      .init(
        "RULE", completion: .words(RuleRegistry.infos.map(\.id)),
        summary: "the id that stands in brackets behind a finding, such as dead-end")
    ],
    options: [.format, .output], examples: [.init("Why is this an error?", "handoff explain dead-end")],
    statuses: ["the rule was explained", "never"])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let writer = try ResultWriter(arguments, in: surroundings)
    // The parser lets only known rules through.
    guard let rule = RuleRegistry.infos.first(where: { $0.id == arguments.operands[0] }) else {
      return .failed
    }
    if arguments.text(.format) == "json" {
      try writer.finish(with: RuleRendering.json(rule).text(.pretty) + "\n")
      return .clean
    }
    let style = TextStyle(usesColor: writer.usesColor(in: surroundings))
    try writer.finish(with: RuleRendering.text(rule, findings: findings(on: rule), style: style))
    return .clean
  }

  /// What the audit says of the rule's example, that rule's findings alone.
  private func findings(on rule: RuleInfo) -> String {
    guard let system = try? AgentSystem(manifest: Array(rule.rejected.utf8), file: "system.json") else {
      return ""
    }
    var report = RoutingAudit().audit(system)
    report.findings.removeAll { $0.rule != rule.id }
    return AuditRendering.text(report, of: system)
  }
}
