internal import HandoffContracts
internal import HandoffSchema

/// Reads a Choice state: its rules are tried in order, the default comes last.
///
/// Where every rule compares the payload with constants, rules become guards and the agent takes the first match.
/// Otherwise all of them are left to code.
struct ChoiceState {
  /// What is said of a state without a default.
  static let open = "a Choice without a Default fails where none of its rules holds (States.NoChoiceMatched)"

  private let name: String
  private let state: ExportValue
  private let prefix: String

  init(_ name: String, _ state: ExportValue, prefix: String) {
    self.name = name
    self.state = state
    self.prefix = prefix
  }

  /// Adds the state's handoffs.
  ///
  /// - Throws: ``ImportError`` where a rule has no next state.
  func read(into draft: inout SystemDraft) throws(ImportError) {
    let all = try state.member("Choices").elements()
    let rules = all.filter { $0["Next"] != nil }
    if rules.count < all.count {
      draft.lose(.handoffs, "a rule without a next state leads nowhere; it is left out", agent: name)
    }
    if state["Default"] == nil { draft.lose(.failures, Self.open, agent: name) }
    let guards = rules.map { ChoiceRule.guardSchema($0.value) }
    let areKnown = guards.allSatisfy { $0 != nil }
    if areKnown { draft.agent(name) { $0.selection = .firstMatch } }
    for (rule, schema) in zip(rules, guards) {
      let next = try rule.member("Next").name()
      draft.hand(from: name, to: prefix + next) { handoff in
        if areKnown { handoff.when = schema } else { handoff.isGuardedByCode("Choice") }
      }
    }
    if let next = try state["Default"]?.name() {
      draft.hand(from: name, to: prefix + next) { if !areKnown { $0.isGuardedByCode(isDefault: true) } }
    }
    guard !areKnown else { return }
    draft.lose(
      .guards, "a rule compares more than the payload with constants; any of them may hold", agent: name)
  }
}

/// One rule of a Choice state as the schema of the payloads for which it holds.
enum ChoiceRule {
  /// The schema, or `nil` where the rule is none on the payload alone.
  ///
  /// The depth is that of the file, which its parser bounds.
  static func guardSchema(_ rule: JSONValue) -> JSONValue? {
    if let parts = rule["And"]?.arrayValue { return combined(parts, "allOf") }
    if let parts = rule["Or"]?.arrayValue { return combined(parts, "anyOf") }
    if let part = rule["Not"] { return guardSchema(part).map { .object(["not": $0]) } }
    guard let variable = rule["Variable"]?.stringValue, let path = ReferencePath(variable) else { return nil }
    let comparison = rule.objectValue?.members.first {
      !["Variable", "Next", "Comment", "Assign", "Output"].contains($0.key)
    }
    guard let comparison else { return nil }
    return schema(comparison.key, comparison.value, path)
  }

  private static func combined(_ parts: [JSONValue], _ keyword: String) -> JSONValue? {
    let schemas = parts.compactMap(guardSchema)
    guard schemas.count == parts.count else { return nil }
    return .object(JSONObject([JSONObject.Member(key: keyword, value: .array(schemas))]))
  }

  private static func schema(_ operation: String, _ operand: JSONValue, _ path: ReferencePath) -> JSONValue? {
    switch operation {
    case "StringEquals", "BooleanEquals", "NumericEquals": return path.schema(.object(["const": operand]))
    case "NumericLessThan": return number("exclusiveMaximum", operand, path)
    case "NumericLessThanEquals": return number("maximum", operand, path)
    case "NumericGreaterThan": return number("exclusiveMinimum", operand, path)
    case "NumericGreaterThanEquals": return number("minimum", operand, path)
    case "StringMatches":
      return operand.stringValue.map {
        path.schema(.object(["type": "string", "pattern": .string(pattern($0))]))
      }
    case "IsPresent": return expected(operand, path.schema(true))
    case "IsNull": return expected(operand, path.schema(.object(["type": "null"])))
    case "IsString": return expected(operand, path.schema(.object(["type": "string"])))
    case "IsNumeric": return expected(operand, path.schema(.object(["type": "number"])))
    case "IsBoolean": return expected(operand, path.schema(.object(["type": "boolean"])))
    default: return nil
    }
  }

  private static func number(_ keyword: String, _ bound: JSONValue, _ path: ReferencePath) -> JSONValue? {
    guard bound.numberValue != nil else { return nil }
    return path.schema(
      .object(JSONObject([.init(key: "type", value: "number"), .init(key: keyword, value: bound)])))
  }

  private static func expected(_ operand: JSONValue, _ schema: JSONValue) -> JSONValue? {
    operand.boolValue.map { $0 ? schema : .object(["not": schema]) }
  }

  /// A text with `*` for anything as a pattern for the whole text.
  private static func pattern(_ wildcard: String) -> String {
    var pattern = "^"
    for scalar in wildcard.unicodeScalars {
      if scalar == "*" {
        pattern += "[\\s\\S]*"
      } else {
        if "\\^$.|?+()[]{}/-".unicodeScalars.contains(scalar) { pattern.unicodeScalars.append("\\") }
        pattern.unicodeScalars.append(scalar)
      }
    }
    return pattern + "$"
  }
}
