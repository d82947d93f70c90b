/// Why a text is not JSON, and where.
public struct JSONSyntaxError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The text ended within a value, or is empty.
    case unexpectedEnd(expected: String)
    /// A byte that cannot stand here: what was found, what was expected.
    case unexpected(found: String, expected: String)
    /// A number that breaks the grammar of RFC 8259 section 6.
    case invalidNumber(String)
    /// A number whose exponent has more digits than are told apart.
    case exponentTooLong(limit: Int)
    /// An escape that does not exist, or half a surrogate pair.
    case invalidEscape(String)
    /// A control character within a string.
    case controlCharacter(UInt8)
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// Arrays and objects nested beyond the cap.
    case tooDeep(limit: Int)
    /// A text beyond the cap, in bytes.
    case tooLong(limit: Int)
  }

  /// What is wrong.
  public var reason: Reason
  /// The place in bytes from 0.
  public var offset: Int
  /// The line, from 1.
  public var line: Int
  /// The column in code points, from 1.
  public var column: Int
  /// The usual mistake that this is, where it is one.
  public var hint: Hint?

  /// Pairs a reason with its place.
  public init(reason: Reason, offset: Int, line: Int, column: Int, hint: Hint? = nil) {
    self.reason = reason
    self.hint = hint
    self.offset = offset
    self.line = line
    self.column = column
  }
}

extension JSONSyntaxError.Reason: CustomStringConvertible {
  /// What was expected and what was found.
  public var description: String {
    switch self {
    case .unexpectedEnd(let expected): "expected \(expected), found the end of the text"
    case .unexpected(let found, let expected): "expected \(expected), found \(found)"
    case .invalidNumber(let literal):
      "expected a number as in 0, -1.5 or 2e10, found \"\(literal)\""
    case .exponentTooLong(let limit): "expected an exponent of at most \(limit) digits, found more"
    case .invalidEscape(let escape):
      // What may follow a backslash (RFC 8259, section 7), as it is written in a document. The four X stand for
      // hexadecimal digits, as they do in the RFC; they mark nothing that is left to do.
      escape.hasPrefix("\\u")
        ? "expected four hexadecimal digits, surrogates in pairs, found \"\(escape)\""
        : "expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX, found \"\(escape)\""
    case .controlCharacter(let byte):
      "expected control characters in a string to be escaped, found \(hexadecimal(byte))"
    case .invalidUTF8: "expected UTF-8, found bytes that are not"
    case .tooDeep(let limit): "expected at most \(limit) levels of nesting, found more"
    case .tooLong(let limit): "expected at most \(limit) bytes, found more"
    }
  }
}

extension JSONSyntaxError: CustomStringConvertible {
  /// One line: place, what was expected and what was found.
  public var description: String { "line \(line), column \(column): \(message)" }

  /// What was expected, what was found, and for a usual mistake what to write instead.
  public var message: String { "\(reason)" + (hint.map { " (\($0))" } ?? "") }
}

/// A byte as a code point is written: `U+000A`.
private func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
}

extension JSONSyntaxError {
  /// Finds the words and the place of a fault.
  init(_ fault: TapeFault, in text: UnsafeBufferPointer<UInt8>) {
    var offset = fault.offset
    let reason: Reason
    switch fault.kind {
    case .tooDeep(let limit): reason = .tooDeep(limit: limit)
    case .tooLong(let limit):
      // The place says nothing here, and finding its line would mean to read all of it.
      self.init(reason: .tooLong(limit: limit), offset: limit, line: 1, column: 1)
      return
    case .expected(let expectation):
      reason = Self.misplaced(at: offset, in: text, expected: expectation.rawValue)
    case .number: reason = Self.brokenNumber(at: offset, in: text)
    case .string: (reason, offset) = Self.brokenString(at: offset, in: text)
    }
    var locator = TextLocator(text)
    let location = locator.location(of: offset)
    self.init(
      reason: reason, offset: offset, line: location.line, column: location.column,
      hint: Hint(fault, in: text))
  }

  private static func misplaced(
    at offset: Int, in text: UnsafeBufferPointer<UInt8>, expected: String
  ) -> Reason {
    guard offset < text.count, let base = text.baseAddress else { return .unexpectedEnd(expected: expected) }
    let byte = text[offset]
    if byte >= 0x80 {
      let length = TapeParser.sequenceLength(at: base + offset, to: base + text.count)
      guard length > 0 else { return .invalidUTF8 }
      let found = String(decoding: text[offset..<offset + length], as: UTF8.self)
      return found.utf8.elementsEqual("\u{FEFF}".utf8)
        ? .unexpected(found: "a byte order mark", expected: expected)
        : .unexpected(found: "\"\(found)\"", expected: expected)
    }
    guard byte > 0x20, byte != 0x7F else {
      return .unexpected(found: hexadecimal(byte), expected: expected)
    }
    // A bare word is shown whole: `True`, `NaN`, `undefined`.
    let word = text[offset...].prefix(24).prefix { ($0 | 0x20) &- 0x61 < 26 }
    let found = word.isEmpty ? text[offset..<offset + 1] : word
    return .unexpected(found: "\"\(String(decoding: found, as: UTF8.self))\"", expected: expected)
  }

  private static func brokenNumber(at offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Reason {
    if JSONNumber.isExponentTooLong(text[offset...]) {
      return .exponentTooLong(limit: JSONNumber.exponentDigits)
    }
    let literal = text[offset...].prefix(40).prefix { byte in
      byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2B || byte == 0x2D || byte == 0x2E
    }
    if offset + literal.count == text.count, let last = literal.last, last &- 0x30 >= 10 {
      return .unexpectedEnd(expected: "a digit")
    }
    return .invalidNumber(String(decoding: literal, as: UTF8.self))
  }

  private static func brokenString(
    at offset: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> (Reason, Int) {
    let ended = (Reason.unexpectedEnd(expected: "the rest of a string"), text.count)
    guard let base = text.baseAddress else { return ended }
    let end = base + text.count
    var place = base + offset
    while place < end {
      let byte = place.pointee
      if byte < 0x20 { return (.controlCharacter(byte), place - base) }
      if byte == Byte.backslash {
        guard let next = TapeParser.escapeEnd(from: place, to: end) else {
          return brokenEscape(place, to: end).map { ($0, place - base) } ?? ended
        }
        place = next
      } else if byte >= 0x80 {
        let length = TapeParser.sequenceLength(at: place, to: end)
        guard length > 0 else { return (.invalidUTF8, place - base) }
        place += length
      } else {
        place += 1
      }
    }
    return ended
  }

  /// The reason why an escape is none, or `nil` where the text ends within it.
  private static func brokenEscape(_ place: TapeParser.Place, to end: TapeParser.Place) -> Reason? {
    guard end - place >= 2 else { return nil }
    let rest = UnsafeBufferPointer(start: place, count: end - place)
    guard rest[1] == UInt8(ascii: "u") else {
      let length = rest[1] < 0x80 ? 1 : TapeParser.sequenceLength(at: place + 1, to: end)
      if length == 0 { return .invalidUTF8 }
      if rest[1] < 0x20 { return .controlCharacter(rest[1]) }
      return .invalidEscape(String(decoding: rest[0..<1 + length], as: UTF8.self))
    }
    let digits = rest[2...].prefix(4).prefix { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 6 }
    if digits.count < 4, 2 + digits.count == rest.count { return nil }
    return .invalidEscape(String(decoding: rest[..<(2 + digits.count)], as: UTF8.self))
  }
}
