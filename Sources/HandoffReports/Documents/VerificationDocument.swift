public import HandoffContracts
public import HandoffRouting
public import HandoffRuntime
public import HandoffSchema

/// What recorded runs say, for every format.
public struct VerificationDocument: ReportDocument {
  private let verification: VerificationReport
  private let system: AgentSystem
  private let file: String
  private let threshold: Severity
  private let audit: @Sendable () -> AuditReport

  /// Takes what recorded runs say.
  ///
  /// - Parameters:
  ///   - verification: The result.
  ///   - system: The declaration that the runs were held against.
  ///   - file: The manifest's file.
  ///   - threshold: From which severity on a finding fails the command.
  ///   - audit: Audits the system; asked where pictures are wanted.
  public init(
    _ verification: VerificationReport, of system: AgentSystem, file: String, threshold: Severity,
    audit: @escaping @Sendable () -> AuditReport
  ) {
    self.verification = verification
    self.system = system
    self.file = file
    self.threshold = threshold
    self.audit = audit
  }

  /// The findings, and how often each handoff happened.
  public func text(style: TextStyle) -> String { verification.text(style: style) }
  /// The findings and counts for programs.
  public var json: JSONValue { verification.json }
  /// The findings, a unit for each rule.
  public var report: Report {
    Report(verification, of: system, file: file, threshold: threshold)
  }
  /// The handoffs as declared, with those that were only seen.
  public var map: SeamMap? { map(audit()) }

  private func map(_ audit: AuditReport) -> SeamMap {
    SeamMap(system, findings: audit.findings + audit.allowed, verification: verification)
  }

  /// The findings with map, counts, routing and failures.
  public var page: ReportPage {
    var page = ReportPage(report)
    let audit = self.audit()
    page.facts = [.init("records", verification.records), .init("runs", verification.traces)]
    page.map = map(audit)
    page.counts = verification.counts
    page.graph = GraphModel(system, report: audit).grouped()
    page.failures = FailureMatrix(system)
    return page
  }
}
