public import HandoffContracts
public import HandoffSchema

/// What changed between two versions of a system, for people and for programs.
public enum DiffRendering {
  /// The changed contracts with their witnesses, then who comes and goes.
  public static func text(_ diff: SystemDiff, style: TextStyle = TextStyle()) -> String {
    let changed = diff.contracts.filter { $0.change != .identical || $0.presence != .kept }
    var lines = changed.flatMap { Self.lines($0, style) + [""] }
    lines += names("agents added", diff.addedAgents) + names("agents removed", diff.removedAgents)
    lines += names("handoffs added", diff.addedHandoffs) + names("handoffs removed", diff.removedHandoffs)
    if diff.writersAreClosed {
      lines.append("Writers are taken as sending only members that their version names (--closed).")
    }
    let count = Counted.text(diff.contracts.count, "contract")
    lines.append("\(count): \(changed.count) changed, \(closing(diff, style))")
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whom the changes break in all; where readers break, that says enough.
  private static func closing(_ diff: SystemDiff, _ style: TextStyle) -> String {
    let breaking = diff.contracts.count(where: \.isBreaking)
    let narrow = diff.contracts.filter { !$0.isBreaking && $0.writers != .compatible }
    let undecided = narrow.count { if case .undecided = $0.writers { true } else { false } }
    var parts = breaking == 0 ? [] : [style.colored("\(breaking) breaking", .red)]
    if breaking == 0, !narrow.isEmpty { parts.append(style.colored("no reader breaks", .green)) }
    let broken = narrow.count - undecided
    if broken > 0 {
      parts.append(style.colored("\(broken) \(broken == 1 ? "breaks" : "break") writers", .yellow))
    }
    if undecided > 0 { parts.append(style.colored("\(undecided) undecided for writers", .yellow)) }
    return parts.isEmpty ? style.colored("nothing breaks", .green) : parts.joined(separator: ", ")
  }

  private static func names(_ label: String, _ names: [String]) -> [String] {
    names.isEmpty ? [] : ["\(label): \(names.map { TerminalText.line($0) }.joined(separator: ", "))"]
  }

  private static func lines(_ diff: ContractDiff, _ style: TextStyle) -> [String] {
    let versions = [diff.oldVersion, diff.newVersion].compactMap(\.self).map { TerminalText.line($0) }
    let name = TerminalText.line(diff.name)
    let heading =
      style.colored(name, .bold) + (versions.isEmpty ? "" : " " + versions.joined(separator: " -> "))
    var lines = ["\(heading): \(title(diff, style))"]
    lines.append(style.detail("version", version(diff)))
    for part in diff.parts {
      lines.append(style.detail("part", "\(TerminalText.line("\(part.part)")): \(title(part))"))
      lines += part.fields.map { style.detail("change", TerminalText.line("\($0)")) }
      lines += side("readers", part.readers, style) + side("writers", part.writers, style)
    }
    lines += diff.affected.map { agent in
      let path = agent.path.isEmpty ? "" : ", by " + FindingText.path(agent.path)
      return style.detail("look at", "\(TerminalText.line(agent.agent)) (\(agent.role.rawValue)\(path))")
    }
    return lines
  }

  private static func title(_ diff: ContractDiff, _ style: TextStyle) -> String {
    let change = style.colored(diff.change.rawValue, diff.isBreaking ? .red : .green)
    switch diff.presence {
    case .kept: return change
    case .added: return style.colored("added", .green)
    case .removed: return style.colored("removed", .red)
    case .renamed(let name):
      return "\(change); renamed from \(TerminalText.line(name)), which breaks whoever names it"
    }
  }

  private static func title(_ part: ContractPartDiff) -> String {
    switch part.presence {
    case .kept: part.change.rawValue
    case .added: "added, \(part.change.rawValue)"
    case .removed: "removed, \(part.change.rawValue)"
    case .renamed(let kind): "\(part.change.rawValue); renamed from \(TerminalText.line(kind))"
    }
  }

  private static func version(_ diff: ContractDiff) -> String {
    guard let made = diff.madeStep, let isSufficient = diff.isVersionSufficient else {
      return "\(diff.requiredStep) step required; a version is missing"
    }
    let step = made == .none ? "no" : "\(made)"
    return isSufficient
      ? "\(step) step made, \(diff.requiredStep) required"
      : "\(step) step made, but \(diff.requiredStep) required"
  }

  private static func side(_ label: String, _ side: Compatibility, _ style: TextStyle) -> [String] {
    switch side {
    case .compatible: []
    case .broken(let witness, let reason):
      [
        style.detail(label, "break on \(FindingText.payload(witness))"),
        style.detail("because", TerminalText.line(reason)),
      ]
    case .undecided(let reason): [style.detail(label, "undecided: \(TerminalText.line(reason))")]
    }
  }

  /// The difference in the format that `docs/report-format.md` describes.
  public static func json(_ diff: SystemDiff) -> JSONValue {
    [
      "format": 1, "breaking": .bool(diff.hasBreakingChange),
      "writersAreClosed": .bool(diff.writersAreClosed),
      "contracts": .array(diff.contracts.map(json)),
      "addedAgents": .array(diff.addedAgents.map(JSONValue.string)),
      "removedAgents": .array(diff.removedAgents.map(JSONValue.string)),
      "addedHandoffs": .array(diff.addedHandoffs.map(JSONValue.string)),
      "removedHandoffs": .array(diff.removedHandoffs.map(JSONValue.string)),
    ]
  }

  private static func json(_ diff: ContractDiff) -> JSONValue {
    var object: JSONObject = ["name": .string(diff.name)]
    switch diff.presence {
    case .kept: object["presence"] = "kept"
    case .added: object["presence"] = "added"
    case .removed: object["presence"] = "removed"
    case .renamed(let name):
      object["presence"] = "renamed"
      object["renamedFrom"] = .string(name)
    }
    object["change"] = .string(diff.change.rawValue)
    object["readers"] = json(diff.readers)
    object["writers"] = json(diff.writers)
    if let version = diff.oldVersion { object["oldVersion"] = .string(version) }
    if let version = diff.newVersion { object["newVersion"] = .string(version) }
    object["requiredStep"] = .string(diff.requiredStep.description)
    if let step = diff.madeStep { object["madeStep"] = .string(step.description) }
    if let isSufficient = diff.isVersionSufficient { object["versionSufficient"] = .bool(isSufficient) }
    object["parts"] = .array(diff.parts.map(json))
    object["affected"] = .array(
      diff.affected.map { agent in
        [
          "agent": .string(agent.agent), "role": .string(agent.role.rawValue),
          "path": .array(agent.path.map(JSONValue.string)),
        ]
      })
    return .object(object)
  }

  private static func json(_ part: ContractPartDiff) -> JSONValue {
    var object: JSONObject = [:]
    switch part.part {
    case .output: object["part"] = "output"
    case .failure(let kind):
      object["part"] = "failure"
      object["kind"] = .string(kind)
    }
    switch part.presence {
    case .kept: object["presence"] = "kept"
    case .added: object["presence"] = "added"
    case .removed: object["presence"] = "removed"
    case .renamed(let kind):
      object["presence"] = "renamed"
      object["renamedFrom"] = .string(kind)
    }
    object["change"] = .string(part.change.rawValue)
    object["readers"] = json(part.readers)
    object["writers"] = json(part.writers)
    object["fields"] = .array(
      part.fields.map { ["path": .string($0.path), "change": .string($0.description)] })
    return .object(object)
  }

  private static func json(_ side: Compatibility) -> JSONValue {
    switch side {
    case .compatible: ["verdict": "compatible"]
    case .broken(let witness, let reason):
      ["verdict": "broken", "witness": witness, "because": .string(reason)]
    case .undecided(let reason): ["verdict": "undecided", "reason": .string(reason)]
    }
  }
}
