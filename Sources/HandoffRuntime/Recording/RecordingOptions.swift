public import HandoffSchema

/// What a recorder keeps of payloads.
public struct RecordingOptions: Sendable, Hashable {
  /// How much of a payload is recorded.
  public enum Payloads: Sendable, Hashable {
    /// The payload, without what is redacted.
    case whole
    /// Only its hash.
    case hashed
    case nothing
  }

  /// How much of a payload is recorded.
  public var payloads: Payloads
  /// Members whose values are replaced by ``redaction``, in every payload that has them; `*` stands for every element of an
  /// array or member of an object.
  public var redacted: [JSONPointer]

  /// What stands in place of a redacted value.
  public static let redaction: JSONValue = "[redacted]"

  /// Makes options.
  public init(payloads: Payloads = .whole, redacted: [JSONPointer] = []) {
    self.payloads = payloads
    self.redacted = redacted
  }
}

extension JSONValue {
  /// The value with what pointers lead to replaced; `*` stands for every part.
  ///
  /// - Complexity: O(*n*) in the size of what the pointers pass, for each pointer.
  func redacting(_ pointers: [JSONPointer]) -> JSONValue {
    pointers.reduce(self) { $0.redacting($1.tokens[...]) }
  }

  // As deep as the pointer, which the program's author wrote.
  private func redacting(_ path: ArraySlice<String>) -> JSONValue {
    guard let token = path.first else { return RecordingOptions.redaction }
    let rest = path.dropFirst()
    switch self {
    case .object(let members):
      return .object(
        JSONObject(
          members.map { member in
            let isMeant = token == "*" || member.key.hasSameCodePoints(as: token)
            return JSONObject.Member(
              key: member.key, value: isMeant ? member.value.redacting(rest) : member.value)
          }))
    case .array(let elements):
      let meant = JSONPointer.arrayIndex(token)
      return .array(
        elements.enumerated().map { token == "*" || $0 == meant ? $1.redacting(rest) : $1 })
    default: return self
    }
  }
}
