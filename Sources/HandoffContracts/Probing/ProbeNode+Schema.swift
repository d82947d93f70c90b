internal import HandoffSchema

/// Writes what a type reads as a JSON Schema.
struct ProbeSchema {
  /// Whether everything is written that the type takes; otherwise only what somebody would promise to send.
  let isAcceptance: Bool
  private var definitions: JSONObject = [:]

  init(isAcceptance: Bool) {
    self.isAcceptance = isAcceptance
  }

  /// The schema of a whole type.
  mutating func document(of node: ProbeNode) -> JSONValue {
    let schema = value(of: node)
    guard !definitions.isEmpty else { return schema }
    guard case .object(var members) = schema else { return schema }
    members["$defs"] = .object(definitions)
    return .object(members)
  }

  private mutating func value(of node: ProbeNode) -> JSONValue {
    guard let name = node.name else { return nullable(body(of: node), node) }
    if definitions[name] == nil {
      // There before its body is written, which may refer to it.
      definitions[name] = true
      definitions[name] = body(of: node)
    }
    return nullable(["$ref": .string(Self.reference(name))], node)
  }

  private mutating func body(of node: ProbeNode) -> JSONValue {
    switch node.kind {
    case .unknown: return [:]
    case .bool: return ["type": "boolean"]
    case .integer(let lowest, let highest):
      var members: JSONObject = ["type": "integer"]
      members["minimum"] = lowest.flatMap { JSONNumber(literal: "\($0)") }.map(JSONValue.number)
      members["maximum"] = highest.flatMap { JSONNumber(literal: "\($0)") }.map(JSONValue.number)
      return .object(members)
    case .number: return ["type": "number"]
    case .text: return ["type": "string"]
    case .values(let values, let isClosed):
      guard isClosed || isAcceptance else { return ["type": "string"] }
      return ["enum": .array(values)]
    case .suggested(let values):
      guard isAcceptance else { return ["enum": .array(values)] }
      return ["type": values.first?.stringValue == nil ? "integer" : "string"]
    case .known(let schema): return schema
    case .object, .choice: return object(node)
    case .map:
      guard let element = node.element else { return ["type": "object"] }
      return ["type": "object", "additionalProperties": value(of: element)]
    case .array:
      guard let element = node.element else { return ["type": "array"] }
      return ["type": "array", "items": value(of: element)]
    case .reference(let name): return ["$ref": .string(Self.reference(name))]
    }
  }

  private mutating func object(_ node: ProbeNode) -> JSONValue {
    var properties: JSONObject = [:]
    for member in node.members { properties[member.name] = value(of: member.node) }
    var members: JSONObject = ["type": "object", "properties": .object(properties)]
    if case .choice = node.kind {
      members["minProperties"] = 1
      members["maxProperties"] = 1
      members["additionalProperties"] = false
    } else {
      let required = node.members.filter { !$0.isOptional }.map { JSONValue.string($0.name) }
      if !required.isEmpty { members["required"] = .array(required) }
    }
    return .object(members)
  }

  private func nullable(_ schema: JSONValue, _ node: ProbeNode) -> JSONValue {
    guard isAcceptance, node.isNullable, schema != [:] else { return schema }
    return ["anyOf": [schema, ["type": "null"]]]
  }

  private static func reference(_ name: String) -> String {
    "#" + JSONPointer(tokens: ["$defs", name]).description
  }
}
