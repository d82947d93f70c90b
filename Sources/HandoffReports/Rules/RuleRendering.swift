import HandoffContracts
public import HandoffRouting
public import HandoffSchema

/// The rule table, and what there is to say about one rule.
public enum RuleRendering {
  /// All rules, a line each.
  public static func text(_ rules: [RuleInfo], style: TextStyle = TextStyle()) -> String {
    let width = (rules.map(\.id.count).max() ?? 0) + 2
    let lines = rules.map { rule in
      let id = rule.id + String(repeating: " ", count: width - rule.id.count)
      let padding = String(repeating: " ", count: 9 - rule.severity.rawValue.count)
      return style.colored(id, .bold) + style.severity(rule.severity) + padding + rule.summary
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// All rules as an array.
  public static func json(_ rules: [RuleInfo]) -> JSONValue { .array(rules.map(json)) }

  /// One rule with its examples, and what the audit says of the rejected one.
  ///
  public static func text(_ rule: RuleInfo, findings: String, style: TextStyle = TextStyle()) -> String {
    let parts = [
      style.colored(rule.id, .bold) + " (" + style.severity(rule.severity) + "): " + rule.summary, "",
      TextColumns.wrapped(rule.why).joined(separator: "\n"), "",
      "A system in which it finds something:", "", indented(rule.rejected), "", "What it says:", "",
      indented(findings), "", "A system that it accepts:", "", indented(rule.accepted),
    ]
    return parts.joined(separator: "\n") + "\n"
  }

  /// One rule as an object.
  public static func json(_ rule: RuleInfo) -> JSONValue {
    [
      "id": .string(rule.id), "severity": .string(rule.severity.rawValue), "summary": .string(rule.summary),
      "why": .string(rule.why), "accepted": .string(rule.accepted), "rejected": .string(rule.rejected),
    ]
  }

  private static func indented(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
  }
}
