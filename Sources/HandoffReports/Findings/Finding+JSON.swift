package import HandoffContracts
package import HandoffSchema

extension Finding {
  /// The finding as `handoff audit --format json` writes it.
  package var json: JSONValue {
    var object: JSONObject = [
      "rule": .string(rule), "severity": .string(severity.rawValue), "basis": .string(basis.rawValue),
      "message": .string(message),
      "agents": .array(agents.map(JSONValue.string)), "handoffs": .array(handoffs.map(JSONValue.string)),
    ]
    if let witness { object["witness"] = witness.json }
    if !unknowns.isEmpty { object["unknown"] = .array(unknowns.map(JSONValue.string)) }
    object["remedy"] = .string(remedy)
    if let location { object["location"] = location.json }
    return .object(object)
  }
}

extension Finding.Witness {
  fileprivate var json: JSONValue {
    var object: JSONObject = [:]
    if let payload { object["payload"] = payload }
    object["path"] = .array(path.map(JSONValue.string))
    object["stem"] = .array(stem.map(JSONValue.string))
    return .object(object)
  }
}

extension SourceLocation {
  fileprivate var json: JSONValue {
    var object: JSONObject = ["file": .string(file), "line": JSONValue(integerLiteral: line)]
    if let column { object["column"] = JSONValue(integerLiteral: column) }
    return .object(object)
  }
}
