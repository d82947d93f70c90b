import HandoffContracts
import HandoffSchema

/// What the questions are answered from: the declaration, and what the audit finds in it.
struct ChecklistEvidence {
  let system: AgentSystem
  /// The findings, accepted ones included: an allowance makes a finding known, it does not make it untrue.
  let findings: [Finding]
  let isComplete: Bool
  /// The agents that are programs.
  let agents: [Agent]
  private let contracts: [ExactString: Contract]

  init(_ system: AgentSystem) {
    self.system = system
    let report = RoutingAudit().audit(system)
    findings = report.findings + report.allowed
    isComplete = report.complete
    agents = system.agents.filter { $0.kind == .agent }
    contracts = Dictionary(
      system.contracts.map { (ExactString($0.name), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The findings of some rules.
  func findings(of rules: [String]) -> [Finding] {
    findings.filter { finding in rules.contains { $0.hasSameCodePoints(as: finding.rule) } }
  }

  /// The contract of an agent's output.
  func contract(of agent: Agent) -> Contract? {
    agent.produces.flatMap { contracts[ExactString($0)] }
  }

  /// Up to five names of agents, and how many more there are.
  static func names(_ agents: [Agent]) -> String {
    let named = agents.prefix(5).map { "\"\($0.name)\"" }.joined(separator: ", ")
    return agents.count > 5 ? "\(named) and \(agents.count - 5) more" : named
  }
}
