public import HandoffContracts
public import HandoffSchema

/// What changed between two versions of a system, for every format.
public struct DiffDocument: ReportDocument {
  private let diff: SystemDiff
  private let problems: Once<Report>

  /// Takes what changed.
  ///
  /// - Parameters:
  ///   - diff: The changes.
  ///   - system: The name of the new system.
  ///   - file: The new version's file.
  ///   - failsOnAny: Whether every change of a contract fails the command, or only one that breaks somebody.
  public init(_ diff: SystemDiff, system: String, file: String, failsOnAny: Bool) {
    self.diff = diff
    problems = Once {
      Report(diff, system: system, file: file, threshold: failsOnAny ? .note : .error)
    }
  }

  /// The changed contracts with their witnesses.
  public func text(style: TextStyle) -> String { DiffRendering.text(diff, style: style) }
  /// The changes for programs.
  public var json: JSONValue { DiffRendering.json(diff) }
  /// The changed contracts, a unit for each contract.
  public var report: Report { problems.value }
  /// Contracts are compared, not handoffs.
  public var map: SeamMap? { nil }

  /// The changed contracts.
  public var page: ReportPage {
    var page = ReportPage(report)
    page.facts = [
      .init("contracts", diff.contracts.count), .init("breaking", diff.contracts.count(where: \.isBreaking)),
      .init("agents added", diff.addedAgents.count), .init("agents removed", diff.removedAgents.count),
      .init("handoffs added", diff.addedHandoffs.count),
      .init("handoffs removed", diff.removedHandoffs.count),
    ]
    return page
  }
}
