import HandoffSchema

/// Payloads as instrumentations write them: JSON, JSON inside a text, or what Python prints.
enum RecordedPayload {
  /// The deepest nesting that is read out of a text.
  private static let depthLimit = 256

  /// The value that an attribute stands for: text that is JSON is read; any other text stays one.
  static func value(of attribute: JSONValue) -> JSONValue {
    guard let text = attribute.stringValue else { return attribute }
    return value(of: text)
  }

  /// The value that a text stands for.
  static func value(of text: String) -> JSONValue {
    switch text {
    case "True": return true
    case "False": return false
    case "None": return .null
    default: break
    }
    guard let first = text.utf8.first(where: { $0 > 0x20 }), startsValue(first),
      let document = try? JSONDocument(parsing: Array(text.utf8), depthLimit: depthLimit)
    else { return .string(text) }
    return document.value
  }

  private static func startsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "t"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
