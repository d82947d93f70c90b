public import HandoffContracts
public import HandoffRouting
public import HandoffRuntime
public import HandoffSchema

/// What recorded runs say, for every format.
public struct VerificationDocument: ReportDocument {
  private let verification: VerificationReport
  private let system: AgentSystem
  private let audit: Once<AuditReport>
  private let problems: Once<Report>
  private let seams: Once<SeamMap>
  private let failures: Once<FailureMatrix>

  /// Takes what recorded runs say.
  ///
  /// - Parameters:
  ///   - verification: The result.
  ///   - system: The declaration that the runs were held against.
  ///   - file: The manifest's file.
  ///   - threshold: From which severity on a finding fails the command.
  ///   - audit: Audits the system; asked once, where pictures are wanted.
  public init(
    _ verification: VerificationReport, of system: AgentSystem, file: String, threshold: Severity,
    audit: @escaping @Sendable () -> AuditReport
  ) {
    self.verification = verification
    self.system = system
    let audit = Once(audit)
    self.audit = audit
    problems = Once { Report(verification, of: system, file: file, threshold: threshold) }
    let failures = Once { FailureMatrix(system) }
    self.failures = failures
    seams = Once {
      SeamMap(
        system, findings: audit.value.findings + audit.value.allowed, verification: verification,
        failures: failures.value)
    }
  }

  /// The findings, and how often each handoff happened.
  public func text(style: TextStyle) -> String { verification.text(style: style) }
  /// The findings and counts for programs.
  public var json: JSONValue { verification.json }
  /// The findings, a unit for each rule.
  public var report: Report { problems.value }
  /// The handoffs as declared, with those that were only seen.
  public var map: SeamMap? { seams.value }

  /// The findings with map, counts, routing and failures.
  public var page: ReportPage {
    var page = ReportPage(report)
    page.facts = [.init("records", verification.records), .init("runs", verification.traces)]
    page.map = map
    page.counts = verification.counts
    page.graph = GraphModel(system, report: audit.value).grouped()
    page.failures = failures.value
    return page
  }
}
