import HandoffSchema

/// Text inside HTML documents, between tags and inside quoted attributes.
enum HTMLText {
  /// The text on one line, with everything that HTML would take for its own escaped.
  static func escaped(_ text: String) -> String { quoted(TerminalText.line(text)) }

  /// The text on one line, with its length where it is cut.
  static func excerpt(_ text: String) -> String { quoted(TerminalText.excerpt(text)) }

  private static func quoted(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      case UInt8(ascii: "'"): result += "&#39;".utf8
      case UInt8(ascii: "`"): result += "&#96;".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
