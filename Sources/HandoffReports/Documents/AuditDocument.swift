public import HandoffContracts
public import HandoffRouting
public import HandoffSchema

/// What an audit found, for every format.
public struct AuditDocument: ReportDocument {
  private let audit: AuditReport
  private let whole: AuditReport
  private let system: AgentSystem
  private let problems: Once<Report>
  private let seams: Once<SeamMap>
  private let failures: Once<FailureMatrix>
  private let limit: Int?
  private let appendix: String
  private let sources: SourceTexts?

  /// Takes what an audit found.
  ///
  /// - Parameters:
  ///   - audit: The result of the audit.
  ///   - whole: The result with what a baseline left out, for pictures; the same where there is no baseline.
  ///   - system: The system that was audited.
  ///   - file: The manifest's file.
  ///   - threshold: From which severity on a finding fails the command.
  ///   - limit: The most findings of one rule that text shows; `nil` shows all.
  ///   - appendix: What text says behind the findings.
  ///   - sources: The files that findings point at, of which text shows the lines.
  public init(
    _ audit: AuditReport, whole: AuditReport? = nil, of system: AgentSystem, file: String,
    threshold: Severity, limit: Int? = nil, appendix: String = "", sources: SourceTexts? = nil
  ) {
    let whole = whole ?? audit
    self.audit = audit
    self.whole = whole
    self.system = system
    problems = Once { Report(audit, of: system, file: file, threshold: threshold) }
    let failures = Once { FailureMatrix(system) }
    self.failures = failures
    seams = Once {
      SeamMap(system, findings: whole.findings + whole.allowed, failures: failures.value)
    }
    self.limit = limit
    self.appendix = appendix
    self.sources = sources
  }

  /// The findings as compilers write theirs.
  public func text(style: TextStyle) -> String {
    AuditRendering.text(audit, of: system, limit: limit, style: style, sources: sources) + appendix
  }

  /// The findings for programs.
  public var json: JSONValue { AuditRendering.json(audit) }
  /// The findings, a unit for each rule.
  public var report: Report { problems.value }
  /// The handoffs as the rules see them; nothing was run.
  public var map: SeamMap? { seams.value }

  /// The findings with map, routing and failures.
  public var page: ReportPage {
    var page = ReportPage(report)
    page.facts = [
      .init("agents", system.agents.count), .init("handoffs", system.handoffs.count),
      .init("contracts", system.contracts.count),
    ]
    if !audit.allowed.isEmpty { page.facts.append(.init("accepted by “allow”", audit.allowed.count)) }
    if let known = audit.comparison?.known { page.facts.append(.init("known by the baseline", known)) }
    page.map = map
    page.graph = GraphModel(system, report: whole).grouped()
    page.failures = failures.value
    return page
  }
}
