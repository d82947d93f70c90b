extension JSONSyntaxError {
  /// A mistake that people make who know JSON from other languages.
  public enum Hint: Sendable, Hashable {
    /// A comma before a closing bracket.
    case trailingComma
    case comment
    /// A string or a name between quotes that are not `"`.
    case otherQuotes
    /// A member name without quotes.
    case unquotedName(String)
    /// A word that is none of JSON's three, with what it is written as in JSON.
    case otherWord(found: String, json: String)
    /// A word where a value stands: text without quotes.
    case unquotedText(String)
    case byteOrderMark
    case utf16
  }
}

extension JSONSyntaxError.Hint: CustomStringConvertible {
  /// What to write instead, in one clause.
  public var description: String {
    switch self {
    case .trailingComma: "JSON has no comma after the last element; remove it"
    case .comment: "JSON has no comments; remove it"
    case .otherQuotes: "JSON writes texts and names between double quotes"
    case .unquotedName(let name): "JSON writes names between double quotes: \"\(name)\""
    case .otherWord(let found, let json): "JSON writes \(json) for \(found)"
    case .unquotedText(let text): "JSON writes texts between double quotes: \"\(text)\""
    case .byteOrderMark: "save the file as UTF-8 without a byte order mark"
    case .utf16: "the file looks like UTF-16; save it as UTF-8"
    }
  }
}

extension JSONSyntaxError.Hint {
  /// The words of Python, JavaScript and YAML, with JSON's own.
  private static let otherWords = [
    ("none", "null"), ("nil", "null"), ("null", "null"), ("undefined", "null"), ("nan", "null"),
    ("infinity", "null"), ("true", "true"), ("yes", "true"), ("false", "false"), ("no", "false"),
  ]
  private static let longestWord = 40

  /// Recognises the mistake behind a fault; `nil` where it is none of the usual ones.
  init?(_ fault: TapeFault, in text: UnsafeBufferPointer<UInt8>) {
    guard case .expected(let expectation) = fault.kind, fault.offset < text.count else { return nil }
    let rest = text[fault.offset...]
    switch rest[fault.offset] {
    case UInt8(ascii: "#"): self = .comment
    case UInt8(ascii: "/"):
      guard let next = rest.dropFirst().first, next == UInt8(ascii: "/") || next == UInt8(ascii: "*") else {
        return nil
      }
      self = .comment
    case UInt8(ascii: "'"), UInt8(ascii: "`"): self = .otherQuotes
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      guard expectation == .value || expectation == .name, Self.followsComma(fault.offset, in: text) else {
        return nil
      }
      self = .trailingComma
    case 0xEF where rest.starts(with: "\u{FEFF}".utf8): self = .byteOrderMark
    case 0xE2 where ["“", "”", "„", "‘", "’"].contains(where: { rest.starts(with: $0.utf8) }):
      self = .otherQuotes
    case 0xFE, 0xFF:
      guard fault.offset == 0, text.starts(with: [0xFE, 0xFF]) || text.starts(with: [0xFF, 0xFE]) else {
        return nil
      }
      self = .utf16
    default:
      guard let hint = Self.word(rest, expectation) else { return nil }
      self = hint
    }
  }

  private static func followsComma(_ offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    text[..<offset].last { $0 > 0x20 } == UInt8(ascii: ",")
  }

  private static func word(_ rest: Slice<UnsafeBufferPointer<UInt8>>, _ expectation: TapeFault.Expectation)
    -> Self?
  {
    let bytes = rest.prefix(longestWord).prefix { byte in
      (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "$")
        || byte == UInt8(ascii: "-")
    }
    guard let first = bytes.first, first &- 0x30 >= 10, first != UInt8(ascii: "-") else { return nil }
    let word = String(decoding: bytes, as: UTF8.self)
    switch expectation {
    case .name, .nameOrEnd: return .unquotedName(word)
    case .value, .elementOrEnd:
      let lowered = word.lowercased()
      if let known = otherWords.first(where: { $0.0.hasSameCodePoints(as: lowered) }) {
        return .otherWord(found: word, json: known.1)
      }
      return .unquotedText(word)
    case .colon, .commaOrArrayEnd, .commaOrObjectEnd, .endOfText: return nil
    }
  }
}
