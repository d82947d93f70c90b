import HandoffSchema

/// Short texts of values for messages.
enum Excerpt {
  /// The value's compact text, cut where it has more than `limit` characters.
  static func of(_ value: JSONValue, limit: Int = 120) -> String { of(text: value.text(), limit: limit) }

  /// A text, cut where it is long.
  static func of(text: String, limit: Int = 120) -> String {
    guard text.count > limit else { return text }
    return "\(text.prefix(limit))… (\(text.utf8.count) bytes)"
  }
}
