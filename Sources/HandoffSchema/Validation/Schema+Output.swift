extension Schema {
  /// The result in the *basic* output format of JSON Schema 2020-12 (core, section 12.4.2).
  ///
  /// `{"valid": true}`, or `valid` and one unit for each violation: `valid`, `keywordLocation`,
  /// `absoluteKeywordLocation`, `instanceLocation` and `error`.
  public func output(for value: JSONValue) -> JSONValue {
    Violation.output(of: violations(in: value))
  }
}

extension Violation {
  /// Violations in the *basic* output format of JSON Schema 2020-12 (core, section 12.4.2).
  public static func output(of violations: [Violation]) -> JSONValue {
    if violations.isEmpty { return ["valid": true] }
    return ["valid": false, "errors": .array(violations.map { .object($0.outputUnit) })]
  }

  /// The violation as an output unit.
  package var outputUnit: JSONObject {
    var error = "expected \(allowed), found \(found)"
    if let hint { error += "; \(hint)" }
    return [
      "valid": false,
      "keywordLocation": .string(keywordLocation.description),
      "absoluteKeywordLocation": .string(absoluteKeywordLocation),
      "instanceLocation": .string(instance.description),
      "error": .string(error),
    ]
  }
}
