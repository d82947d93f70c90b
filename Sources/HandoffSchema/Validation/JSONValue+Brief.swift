extension JSONValue {
  /// A value in a message: short ones as JSON with their type, containers by their size.
  ///
  /// - Complexity: O(1); long texts are cut.
  package var brief: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let number): "\(Self.cut(number.literal)) (a number)"
    case .string(let text): "\(Self.quoted(text)) (a string)"
    case .array(let elements):
      elements.isEmpty ? "an empty array" : "an array of \(counted(elements.count, "element"))"
    case .object(let members):
      members.isEmpty ? "an empty object" : "an object of \(counted(members.count, "member"))"
    }
  }

  /// A value in a list of values: JSON, cut where it is long.
  package var literal: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let number): Self.cut(number.literal)
    case .string(let text): Self.quoted(text)
    case .array(let elements): shortText ?? "[… \(counted(elements.count, "element"))]"
    case .object(let members): shortText ?? "{… \(counted(members.count, "member"))}"
    }
  }

  private static let shown = 60

  /// The value as JSON where that is short.
  private var shortText: String? {
    guard size(upTo: Self.shown) < Self.shown else { return nil }
    var text = ""
    return write(into: &text, depth: 0) ? text : nil
  }

  // Ends as soon as there is too much of it, so that no part of a long value costs anything.
  private func write(into text: inout String, depth: Int) -> Bool {
    guard depth < 16, text.utf8.count <= Self.shown else { return false }
    switch self {
    case .array(let elements):
      text += "["
      for (place, element) in elements.enumerated() {
        if place > 0 { text += "," }
        guard element.write(into: &text, depth: depth + 1) else { return false }
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (place, member) in members.enumerated() {
        text += (place > 0 ? "," : "") + Self.quoted(member.key) + ":"
        guard member.value.write(into: &text, depth: depth + 1) else { return false }
      }
      text += "}"
    default: text += literal
    }
    return text.utf8.count <= Self.shown
  }

  private static func cut(_ text: String) -> String {
    text.utf8.count <= shown ? text : text.prefix(shown) + "…"
  }

  /// A text as a JSON string on one line, cut after sixty code points.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for (place, scalar) in text.unicodeScalars.enumerated() {
      if place == shown { return result + "…\"" }
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _
      where scalar.value < 0x20 || scalar.value == 0x7F || (0x80...0x9F).contains(scalar.value)
        || scalar.value == 0x2028 || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// A count with its noun: `1 element`, `3 elements`.
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
