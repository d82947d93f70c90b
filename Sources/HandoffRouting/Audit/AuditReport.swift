public import HandoffContracts

/// The result of an audit.
public struct AuditReport: Sendable, Hashable {
  /// How many findings there are of each severity.
  public struct Summary: Sendable, Hashable {
    /// Findings that must be mended.
    public var errors: Int
    /// Findings that should be looked at.
    public var warnings: Int
    /// Findings that are good to know.
    public var notes: Int

    /// Makes a summary.
    public init(errors: Int = 0, warnings: Int = 0, notes: Int = 0) {
      self.errors = errors
      self.warnings = warnings
      self.notes = notes
    }
  }

  /// What a baseline makes of the findings.
  public struct Comparison: Sendable, Hashable {
    /// How many findings the baseline knows; they are left out.
    public var known: Int
    /// What the baseline knows and is not found any more.
    public var gone: [AuditBaseline.Entry]

    /// Makes a comparison.
    public init(known: Int, gone: [AuditBaseline.Entry] = []) {
      self.known = known
      self.gone = gone
    }
  }

  /// The system's name.
  public var system: String
  /// The findings in declaration order, then by rule.
  public var findings: [Finding]
  /// The findings that the system's `allow` entries accept, in the same order.
  public var allowed: [Finding]
  /// What the analysis does not know of the system, in words; rules are silent where they depend on it.
  public var unknowns: [String]
  /// False where a rule met a cap and could not look at everything; the finding or its message says which.
  public var complete: Bool
  /// What a baseline made of the findings; absent where there is none.
  public private(set) var comparison: Comparison?

  /// Makes a report.
  public init(
    system: String, findings: [Finding], allowed: [Finding] = [], unknowns: [String] = [],
    complete: Bool = true
  ) {
    self.system = system
    self.findings = findings
    self.allowed = allowed
    self.unknowns = unknowns
    self.complete = complete
  }

  /// How many findings there are of each severity.
  ///
  /// - Complexity: O(*n*) in the number of findings.
  public var summary: Summary {
    var summary = Summary()
    for finding in findings {
      switch finding.severity {
      case .error: summary.errors += 1
      case .warning: summary.warnings += 1
      case .note: summary.notes += 1
      }
    }
    return summary
  }
}

extension AuditReport {
  /// The report without the findings that a baseline knows.
  ///
  /// - Complexity: O(*n*) on average in the number of findings and of entries.
  public func compared(with baseline: AuditBaseline) -> AuditReport {
    let (new, known, gone) = baseline.compare(findings)
    var report = self
    report.findings = new
    report.comparison = Comparison(known: known, gone: gone)
    return report
  }
}
