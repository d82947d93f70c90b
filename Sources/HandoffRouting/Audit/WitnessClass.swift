import HandoffSchema

/// What stays of a witness when its values change: which members it has, and of which types.
enum WitnessClass {
  private static let depthLimit = 4
  private static let lengthLimit = 400

  /// The types in a payload, cut off where it is deep or large.
  static func name(of payload: JSONValue) -> String {
    let text = types(in: payload, depth: 0)
    guard text.unicodeScalars.count > lengthLimit else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(lengthLimit)))
  }

  private static func types(in value: JSONValue, depth: Int) -> String {
    switch value {
    case .null: return "null"
    case .bool: return "boolean"
    case .number: return "number"
    case .string: return "string"
    case .array(let elements):
      guard depth < depthLimit else { return "array" }
      let inner = Set(elements.prefix(lengthLimit).map { ExactString(types(in: $0, depth: depth + 1)) })
      return "[" + inner.sorted().map(\.string).joined(separator: ", ") + "]"
    case .object(let members):
      guard depth < depthLimit else { return "object" }
      let inner = members.prefix(lengthLimit).map {
        ExactString(JSONValue.string($0.key).text() + ": " + types(in: $0.value, depth: depth + 1))
      }
      return "{" + inner.sorted().map(\.string).joined(separator: ", ") + "}"
    }
  }
}
