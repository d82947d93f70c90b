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
      return Self.hint(forWritten: text, of: types)
    case .number, .bool: return types.contains(.string) ? "write \"\(value.literal)\" in quotes" : nil
    default: return nil
    }
  }

  /// Longer texts are not read as JSON.
  private static let writtenLimit = 65_536

  /// For a container that was written into a text.
  private static func hint(forWritten text: String, of types: TypeSet) -> String? {
    guard types.contains(.array) || types.contains(.object), text.utf8.count <= writtenLimit,
      let first = text.utf8.first(where: { $0 > 0x20 }),
      first == UInt8(ascii: "[") || first == UInt8(ascii: "{"),
      let written = try? JSONDocument(parsing: Array(text.utf8)).withTape({ $0[0].kind })
    else { return nil }
    switch written {
    case .array where types.contains(.array): return "write the array itself, not a text that spells it"
    case .object where types.contains(.object): return "write the object itself, not a text that spells it"
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
    case .array, .object:
      guard values.count == 1, values[0].type == value.type else { return nil }
      return Difference(from: values[0], to: value).map(\.description)
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
  mutating func hint(forUnknown name: String, among names: [String]) -> String? {
    guard mayLook(), !names.isEmpty else { return nil }
    let container = frames.last?.value.objectValue
    let absent = names.lazy.filter { container?[$0] == nil }
    return NearMiss.closest(to: name, in: absent).map { "did you mean \(JSONValue.quoted($0))?" }
  }
}
