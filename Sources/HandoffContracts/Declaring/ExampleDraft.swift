internal import HandoffSchema

/// A schema that one example keeps, and values like it.
enum ExampleDraft {
  private static let depthLimit = 64

  /// The schema of one example.
  static func schema(of example: JSONValue) -> JSONValue { schema(of: [example], 0) }

  /// The schema of values that stand at the same place.
  private static func schema(of values: [JSONValue], _ depth: Int) -> JSONValue {
    guard let first = values.first, depth < depthLimit else { return [:] }
    var types: [String] = []
    for value in values {
      let type = name(of: value)
      if !types.contains(type) { types.append(type) }
    }
    if types.contains("number") { types.removeAll { $0 == "integer" } }
    let type: JSONValue = types.count == 1 ? .string(types[0]) : .array(types.map { .string($0) })
    guard types.count == 1 else { return ["type": type] }
    switch first {
    case .object: return object(values.compactMap(\.objectValue), depth)
    case .array:
      let elements = values.flatMap { $0.arrayValue ?? [] }
      return elements.isEmpty
        ? ["type": "array"] : ["type": "array", "items": schema(of: elements, depth + 1)]
    default: return ["type": type]
    }
  }

  private static func object(_ values: [JSONObject], _ depth: Int) -> JSONValue {
    var names: [String] = []
    var seen: Set<ExactString> = []
    for value in values {
      for key in value.keys where seen.insert(ExactString(key)).inserted { names.append(key) }
    }
    var properties: JSONObject = [:]
    for name in names { properties[name] = schema(of: values.compactMap { $0[name] }, depth + 1) }
    let required = names.filter { name in values.allSatisfy { $0[name] != nil } }.map { JSONValue.string($0) }
    return ["type": "object", "properties": .object(properties), "required": .array(required)]
  }

  private static func name(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .number(let number): number.isInteger ? "integer" : "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
