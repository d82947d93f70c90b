import HandoffContracts
import HandoffSchema

/// What stands beside a line: when it is taken, and how often.
enum GraphLabel {
  static func text(of handoff: Handoff) -> String {
    var parts: [String] = []
    switch handoff.trigger {
    case .output: break
    case .anyFailure: parts.append("any failure")
    case .failures(let kinds): parts.append(kinds.joined(separator: ", "))
    case .limit: parts.append("at the limit")
    case .none: parts.append("no target named")
    }
    if let when = handoff.when, when != .bool(true), when != .object([:]) {
      parts.append(guardText(when) ?? "guarded")
    }
    if let condition = handoff.condition { parts.append("if \(condition)") }
    if let parallel = handoff.parallel { parts.append("with \(parallel)") }
    if handoff.each != nil { parts.append("each") }
    if let limit = handoff.limit { parts.append("≤ \(limit)×") }
    return parts.joined(separator: " · ")
  }

  /// A guard on one member in a few words; `nil` for what needs more.
  private static func guardText(_ schema: JSONValue) -> String? {
    guard case .object(let object) = schema, case .object(let properties)? = object["properties"],
      properties.count == 1, let member = properties.first, case .object(let test) = member.value,
      object.allSatisfy({ ["properties", "required", "type"].contains($0.key) })
    else { return nil }
    let tests = test.filter { $0.key != "type" }
    guard tests.count == 1, let only = tests.first else { return nil }
    switch (only.key, only.value) {
    case ("const", let value): return "\(member.key) = \(short(value))"
    case ("enum", .array(let values)) where values.count <= 3:
      return "\(member.key) = \(values.map(short).joined(separator: " | "))"
    case ("minimum", .number(let number)): return "\(member.key) ≥ \(number)"
    case ("maximum", .number(let number)): return "\(member.key) ≤ \(number)"
    case ("exclusiveMinimum", .number(let number)): return "\(member.key) > \(number)"
    case ("exclusiveMaximum", .number(let number)): return "\(member.key) < \(number)"
    default: return nil
    }
  }

  private static func short(_ value: JSONValue) -> String {
    value.stringValue ?? value.text(.compact)
  }
}
