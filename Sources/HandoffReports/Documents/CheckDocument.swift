public import HandoffChecking
public import HandoffContracts
public import HandoffFuzzing
public import HandoffRouting
public import HandoffSchema

/// What a check found, for every format.
public struct CheckDocument: ReportDocument {
  private let check: CheckReport
  private let system: AgentSystem
  private let audit: AuditReport
  private let problems: Once<Report>
  private let seams: Once<SeamMap>
  private let failures: Once<FailureMatrix>
  private let replay: @Sendable (CampaignFailure) -> String
  private let sources: SourceTexts?

  /// Takes what a check found.
  ///
  /// - Parameters:
  ///   - check: The result of the check.
  ///   - system: The system that was checked.
  ///   - audit: Everything that the audit found in it, not only what the check reports.
  ///   - file: The manifest's file.
  ///   - threshold: From which severity on a finding fails the command; a failure of a consumer always does.
  ///   - sources: The files that findings point at, of which text shows the lines.
  ///   - replay: The command that runs a failure's case again.
  public init(
    _ check: CheckReport, of system: AgentSystem, audit: AuditReport, file: String, threshold: Severity,
    sources: SourceTexts? = nil, replay: @escaping @Sendable (CampaignFailure) -> String
  ) {
    self.check = check
    self.system = system
    self.audit = audit
    self.replay = replay
    self.sources = sources
    problems = Once { Report(check, of: system, file: file, threshold: threshold, replay: replay) }
    let failures = Once { FailureMatrix(system) }
    self.failures = failures
    seams = Once {
      SeamMap(
        system, findings: audit.findings + audit.allowed, check: check, failures: failures.value,
        replay: replay)
    }
  }

  /// Each handoff with what failed on it.
  public func text(style: TextStyle) -> String { check.text(style: style, sources: sources, replay: replay) }
  /// Each handoff with what was tried and what failed.
  public var json: JSONValue { check.json }
  /// The failures and findings, a unit for each handoff.
  public var report: Report { problems.value }
  /// The handoffs with what their consumers made of them.
  public var map: SeamMap? { seams.value }

  /// The failures with map, routing, coverage and failures.
  public var page: ReportPage {
    var page = ReportPage(report)
    let run = check.handoffs.filter { $0.notRun == nil }
    page.facts = [
      .init("handoffs run", run.count, of: check.handoffs.count),
      .init("cases", run.reduce(0) { $0 + $1.campaign.cases }),
      .init("failures", check.failures.count),
    ]
    page.note = "seed \(check.seed)"
    page.map = map
    page.graph = GraphModel(system, report: audit).grouped()
    page.coverage = check.handoffs
    page.failures = failures.value
    return page
  }
}
