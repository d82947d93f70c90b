// What somebody probably meant, found only once something has been refused.
extension Evaluator {
  /// How many near misses one evaluation looks for; what refuses thousands of values needs no more hints.
  static let hintLimit = 500

  private mutating func mayLook() -> Bool {
    hintsSought += 1
    return hintsSought <= Self.hintLimit
  }

  func hint(for value: JSONValue, of types: TypeSet) -> String? {
    switch value {
    case .string(let text):
      if types.contains(.integer) || types.contains(.number) {
        let number = JSONNumber(literal: text)
        if let number, types.allows(.number(number)) { return "write \(number.literal) without quotes" }
      }
      if types.contains(.boolean), text == "true" || text == "false" { return "write \(text) without quotes" }
      if types.contains(.null), text == "null" || text.isEmpty { return "write null" }
      return nil
    case .number, .bool: return types.contains(.string) ? "write \"\(value.literal)\" in quotes" : nil
    default: return nil
    }
  }

  mutating func hint(for value: JSONValue, in values: [JSONValue]) -> String? {
    guard mayLook() else { return nil }
    let candidates = values.prefix(NearMiss.candidateLimit)
    switch value {
    case .string(let text):
      if let twin = candidates.first(where: { $0.type != .string && Self.isTwin($0, of: text) }) {
        return "write \(twin.literal) without quotes"
      }
      let names = candidates.lazy.compactMap(\.stringValue)
      return NearMiss.closest(to: text, in: names).map { "did you mean \(JSONValue.quoted($0))?" }
    case .number, .bool:
      let twin = candidates.first { Self.isTwin(value, of: $0.stringValue) }
      return twin.map { "write \($0.literal) in quotes" }
    default: return nil
    }
  }

  // Says whether a text spells a number, a truth value or null.
  private static func isTwin(_ value: JSONValue, of text: String?) -> Bool {
    guard let text else { return false }
    return switch value {
    case .null: text == "null"
    case .bool(let value): text == (value ? "true" : "false")
    case .number(let number): JSONNumber(literal: text) == number
    default: false
    }
  }

  /// For a missing member: one that nothing describes and that is spelt much alike.
  mutating func hint(forMissing name: String, in members: JSONObject, _ object: ObjectKeywords) -> String? {
    guard mayLook() else { return nil }
    let unknown = members.members.lazy.map(\.key).filter { key in
      object.schema(of: key) == nil && !object.patternProperties.contains { $0.pattern.matches(key) }
    }
    return NearMiss.closest(to: name, in: unknown).map {
      "\(JSONValue.quoted($0)) looks like a misspelling of it"
    }
  }

  /// For a member that is not allowed: a described one that is absent and spelt much alike.
  mutating func hint(forUnknown name: String, of id: SchemaGraph.NodeID) -> String? {
    guard mayLook(), let object = nodes[id].object else { return nil }
    let container = instance[JSONPointer(tokens: pointer.tokens.dropLast())]?.objectValue
    let absent = object.properties.lazy.map(\.key).filter { container?[$0] == nil }
    return NearMiss.closest(to: name, in: absent).map { "did you mean \(JSONValue.quoted($0))?" }
  }
}
