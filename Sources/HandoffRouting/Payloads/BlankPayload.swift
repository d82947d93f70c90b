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
    var known: Set<JSONValue> = []
    for node in schema.graph.nodes {
      let enumerated = node.enumeration.flatMap { $0.count == 1 ? $0.first : nil }
      guard let value = node.constant ?? enumerated, known.insert(value).inserted else { continue }
      values.append(value)
    }
    return values
  }

  /// The payload itself if something in it is blank, or with one value made blank if it stays valid.
  static func blanked(_ payload: JSONValue, isValid: (JSONValue) -> Bool) -> JSONValue? {
    let leaves = leaves(of: payload)
    if leaves.contains(where: { isBlank($0.value) }) { return payload }
    for leaf in leaves {
      for blank in ["", 0, [], [:]] as [JSONValue] {
        if let candidate = payload.replacing(leaf.tokens[...], with: blank), isValid(candidate) {
          return candidate
        }
      }
    }
    return nil
  }

  private static func isBlank(_ value: JSONValue) -> Bool {
    value == "" || value == 0 || value == [] || value == [:]
  }

  /// The values that contain no others, with the way to each.
  private static func leaves(of payload: JSONValue) -> [(tokens: [String], value: JSONValue)] {
    var leaves: [(tokens: [String], value: JSONValue)] = []
    var waiting: [(tokens: [String], value: JSONValue)] = [([], payload)]
    while let (tokens, value) = waiting.popLast() {
      switch value {
      case .array(let elements) where !elements.isEmpty:
        waiting += elements.enumerated().map { (tokens + [String($0)], $1) }
      case .object(let members) where !members.isEmpty:
        waiting += members.map { (tokens + [$0.key], $0.value) }
      default: leaves.append((tokens, value))
      }
    }
    return leaves.reversed()
  }
}
