import HandoffSchema

/// The payloads that say nothing, as a schema.
enum BlankPayload {
  /// Empty strings, zeros and empty arrays, also within arrays and objects, and whatever `fillers` lists.
  static func schema(fillers: [JSONValue]) -> JSONValue {
    [
      "$ref": "#/$defs/blank",
      "$defs": [
        "blank": [
          "anyOf": [
            ["enum": .array(["", 0] + fillers)],
            ["type": "array", "items": ["$ref": "#/$defs/blank"]],
            ["type": "object", "additionalProperties": ["$ref": "#/$defs/blank"]],
          ]
        ]
      ],
    ]
  }

  /// The values that a schema leaves no choice about: constants, and enumerations of one value.
  static func fixedValues(of schema: Schema) -> [JSONValue] {
    var values: [JSONValue] = []
    for node in schema.graph.nodes {
      let enumerated = node.enumeration.flatMap { $0.count == 1 ? $0.first : nil }
      guard let value = node.constant ?? enumerated, !values.contains(value) else { continue }
      values.append(value)
    }
    return values
  }

  /// Whether there is an empty string, a zero, or an empty array or object in a value.
  static func isBlankSomewhere(_ value: JSONValue) -> Bool {
    var waiting = [value]
    while let value = waiting.popLast() {
      switch value {
      case .string(let text): if text.isEmpty { return true }
      case .number: if value == 0 { return true }
      case .array(let elements):
        if elements.isEmpty { return true }
        waiting += elements
      case .object(let members):
        if members.isEmpty { return true }
        waiting += members.map(\.value)
      case .null, .bool: break
      }
    }
    return false
  }
}
