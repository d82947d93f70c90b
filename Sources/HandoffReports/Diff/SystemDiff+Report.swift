public import HandoffContracts
import HandoffSchema

extension Report {
  /// What changed between two versions; a unit for each contract.
  ///
  /// - Parameters:
  ///   - diff: The changes.
  ///   - system: The name of the new system.
  ///   - file: The new version's file.
  ///   - threshold: From which severity on a change fails the command: a breaking one is an error, another a note.
  /// - Complexity: O(*n*) in the size of the changes.
  public init(_ diff: SystemDiff, system: String, file: String, threshold: Severity) {
    let changed = diff.contracts.filter { $0.change != .identical || $0.presence != .kept }
    let breaking = diff.contracts.count(where: \.isBreaking)
    self.init(
      command: "diff", system: system, file: file, units: diff.contracts.map { Unit(name: $0.name) },
      rules: ContractDiff.rules, items: changed.flatMap(\.items), threshold: threshold,
      summary: "\(Counted.text(diff.contracts.count, "contract")): \(changed.count) changed, "
        + (breaking == 0 ? "nothing breaks" : "\(breaking) breaking"),
      complete: true)
  }
}

extension ContractDiff {
  private static let breaks = Report.RuleText(
    id: "contract-breaking", severity: .error, summary: "A change of a contract breaks somebody.",
    help: "Whoever reads or writes such payloads has to change with it; the version has to say so.")
  private static let changes = Report.RuleText(
    id: "contract-changed", severity: .note, summary: "A contract changed, and nobody breaks.",
    help: "It is good to know.")
  private static let version = Report.RuleText(
    id: "version-too-low", severity: .warning, summary: "The version says less than changed.",
    help: "Semantic versioning lets readers rely on the step.")

  /// What may be reported of a contract.
  fileprivate static let rules = [breaks, changes, version]

  fileprivate var items: [Report.Item] {
    let rule = isBreaking ? Self.breaks : Self.changes
    var item = Report.Item(
      rule: rule.id, severity: rule.severity, message: "\(name): \(words).", subjects: [name], unit: name)
    if let oldVersion, let newVersion {
      item.details.append(.init(label: "version", text: "\(oldVersion) -> \(newVersion)"))
    }
    for part in parts {
      item.details += part.fields.map { .init(label: "change", text: "\(part.part): \($0)") }
      item.details += Self.side("readers", part.readers) + Self.side("writers", part.writers)
    }
    item.details += affected.map { .init(label: "look at", text: "\($0.agent) (\($0.role.rawValue))") }
    guard isVersionSufficient == false, let madeStep else { return [item] }
    var low = Report.Item(
      rule: Self.version.id, severity: Self.version.severity,
      message: "\(name): a \(madeStep) step was made, but a \(requiredStep) step is required.", unit: name)
    low.subjects = [name]
    return [item, low]
  }

  private var words: String {
    switch presence {
    case .kept: change.rawValue
    case .added: "added"
    case .removed: "removed"
    case .renamed(let old): "\(change.rawValue), and renamed from \(old), which breaks whoever names it"
    }
  }

  private static func side(_ label: String, _ side: Compatibility) -> [Report.Detail] {
    switch side {
    case .compatible: []
    case .broken(let witness, let reason):
      [
        .init(label: label, text: "break on \(FindingText.payload(witness))"),
        .init(label: "because", text: reason),
      ]
    case .undecided(let reason): [.init(label: label, text: "undecided: \(reason)")]
    }
  }
}
