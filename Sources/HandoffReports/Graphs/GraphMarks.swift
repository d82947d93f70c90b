import HandoffContracts
import HandoffRouting
import HandoffSchema

/// What an audit found, by the names of agents and handoffs.
struct GraphMarks {
  private var agents: [ExactString: Severity] = [:]
  private var handoffs: [ExactString: Severity] = [:]
  /// The ways that findings show, by the names of handoffs and returns.
  private(set) var paths: [[ExactString]] = []

  init(_ report: AuditReport) {
    for finding in report.findings {
      // A finding about handoffs is shown at them; its agents are only their ends.
      if finding.handoffs.isEmpty {
        for agent in finding.agents { Self.note(finding.severity, ExactString(agent), &agents) }
      }
      for handoff in finding.handoffs { Self.note(finding.severity, ExactString(handoff), &handoffs) }
      if let path = finding.witness?.path, !path.isEmpty { paths.append(path.map { ExactString($0) }) }
    }
  }

  private static func note(
    _ severity: Severity, _ name: ExactString, _ table: inout [ExactString: Severity]
  ) {
    table[name] = max(severity, table[name] ?? severity)
  }

  func severity(ofAgent name: String) -> Severity? { agents[ExactString(name)] }

  func severity(ofHandoff name: String) -> Severity? { handoffs[ExactString(name)] }
}
