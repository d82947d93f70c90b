/// Writes values as text, with a stack of its own instead of the call stack.
struct JSONWriter {
  let style: JSONStyle
  /// Who writes the elements of arrays of at least so many.
  var longArrays: (length: Int, write: ([JSONValue], Int, inout [UInt8]) -> Void)?
  /// How many containers are open around what is written.
  private let depth: Int
  private var open: [Frame] = []

  /// A container of which the first `written` parts are written.
  private enum Frame {
    case array([JSONValue], written: Int)
    case object([JSONObject.Member], written: Int)
  }

  init(style: JSONStyle, depth: Int = 0) {
    self.style = style
    self.depth = depth
  }

  /// Writes elements of an array that is one of the containers around them.
  mutating func write(elements: ArraySlice<JSONValue>, areFirst: Bool, into bytes: inout [UInt8]) {
    for (position, element) in elements.enumerated() {
      if !areFirst || position > 0 { bytes.append(Byte.comma) }
      if style == .pretty { breakLine(depth: 0, into: &bytes) }
      write(element, into: &bytes)
    }
  }

  mutating func write(_ value: JSONValue, into bytes: inout [UInt8]) {
    if let frame = begin(value, into: &bytes) { open.append(frame) }
    while let top = open.popLast() {
      let isDone =
        switch top {
        case .array(let elements, let written): go(on: elements, from: written, into: &bytes)
        case .object(let members, let written): go(on: members, from: written, into: &bytes)
        }
      guard isDone else { continue }
      if style == .pretty { breakLine(depth: open.count, into: &bytes) }
      if case .array = top { bytes.append(Byte.closeBracket) } else { bytes.append(Byte.closeBrace) }
    }
  }

  /// Writes elements up to the first that is a container with parts; says whether there was none.
  private mutating func go(on elements: [JSONValue], from start: Int, into bytes: inout [UInt8]) -> Bool {
    if start == 0, let longArrays, elements.count >= longArrays.length {
      longArrays.write(elements, depth + open.count + 1, &bytes)
      return true
    }
    for index in start..<elements.count {
      separate(isFirst: index == 0, into: &bytes)
      guard let inner = begin(elements[index], into: &bytes) else { continue }
      open.append(.array(elements, written: index + 1))
      open.append(inner)
      return false
    }
    return true
  }

  /// The same for members.
  private mutating func go(
    on members: [JSONObject.Member], from start: Int, into bytes: inout [UInt8]
  ) -> Bool {
    for index in start..<members.count {
      separate(isFirst: index == 0, into: &bytes)
      Self.write(members[index].key, style, into: &bytes)
      bytes.append(Byte.colon)
      if style == .pretty { bytes.append(0x20) }
      guard let inner = begin(members[index].value, into: &bytes) else { continue }
      open.append(.object(members, written: index + 1))
      open.append(inner)
      return false
    }
    return true
  }

  /// Writes a scalar or an empty container, or opens a container with parts, which are left to write.
  private func begin(_ value: JSONValue, into bytes: inout [UInt8]) -> Frame? {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let number):
      bytes.append(contentsOf: (style == .canonical ? number.canonicalLiteral : number.literal).utf8)
    case .string(let text): Self.write(text, style, into: &bytes)
    case .array(let elements):
      bytes.append(Byte.openBracket)
      if elements.isEmpty {
        bytes.append(Byte.closeBracket)
      } else {
        return .array(elements, written: 0)
      }
    case .object(let object):
      bytes.append(Byte.openBrace)
      if object.isEmpty {
        bytes.append(Byte.closeBrace)
      } else {
        let members = style == .canonical ? object.members.sorted(by: Self.precedes) : object.members
        return .object(members, written: 0)
      }
    }
    return nil
  }

  private func separate(isFirst: Bool, into bytes: inout [UInt8]) {
    if !isFirst { bytes.append(Byte.comma) }
    // The container whose part this is was taken off the stack.
    if style == .pretty { breakLine(depth: open.count + 1, into: &bytes) }
  }

  /// A line break and the indentation of most lines, so that these are copied in one go.
  private static let lineBreak: [UInt8] = [0x0A] + [UInt8](repeating: 0x20, count: 64)

  private func breakLine(depth: Int, into bytes: inout [UInt8]) {
    let depth = self.depth + depth
    let missing = max(2 * depth + 1 - Self.lineBreak.count, 0)
    bytes.append(contentsOf: Self.lineBreak[..<(2 * depth + 1 - missing)])
    if missing > 0 { bytes.append(contentsOf: repeatElement(0x20, count: missing)) }
  }

  /// The order of RFC 8785 section 3.2.3.
  private static func precedes(_ left: JSONObject.Member, _ right: JSONObject.Member) -> Bool {
    left.key.utf16.lexicographicallyPrecedes(right.key.utf16)
  }
}

extension JSONWriter {
  /// Writes a string with its quotes.
  ///
  /// But for the canonical style, what a terminal obeys and does not show is escaped: DEL, the controls of C1, and the
  /// characters that turn the reading direction or end a line.
  static func write(_ text: String, _ style: JSONStyle = .compact, into bytes: inout [UInt8]) {
    bytes.append(Byte.quote)
    var text = text
    text.withUTF8 { text in
      var copied = 0
      var place = 0
      while true {
        place = plainEnd(of: text, from: place)
        guard place < text.count else { break }
        let byte = text[place]
        if byte < 0x20 || byte == Byte.quote || byte == Byte.backslash {
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<place]))
          writeEscape(byte, into: &bytes)
          copied = place + 1
        } else if byte >= 0x7F, style != .canonical, let scalar = invisible(at: place, in: text) {
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<place]))
          writeEscape(scalar, into: &bytes)
          copied = place + scalar.utf8.count
        }
        place += 1
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied...]))
    }
    bytes.append(Byte.quote)
  }

  /// The index of the first byte from an index on that is not plain ASCII text; the end is looked at byte by byte.
  private static func plainEnd(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var place = start
    while place + 8 <= text.count {
      let word = UInt64(
        littleEndian: UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let quote = word ^ (ones &* UInt64(Byte.quote))
      let backslash = word ^ (ones &* UInt64(Byte.backslash))
      // The high bit of a byte is set where it is a control, a quote, a backslash, DEL or beyond ASCII. Only such a byte
      // carries over into those behind it, so that the first one that is found is one.
      let controls = word &- (ones &* 0x20)
      let found = (controls | (quote &- ones) | (backslash &- ones) | word | (word &+ ones)) & (ones &* 0x80)
      if found != 0 { return place + found.trailingZeroBitCount / 8 }
      place += 8
    }
    while place < text.count, isPlain(text[place]) { place += 1 }
    return place
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != Byte.quote && byte != Byte.backslash
  }

  /// The character that begins at an index and is to be escaped although JSON does not ask for it.
  private static func invisible(
    at index: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Unicode.Scalar? {
    func byte(_ offset: Int) -> UInt32 { index + offset < text.count ? UInt32(text[index + offset]) : 0 }
    let value: UInt32
    switch text[index] {
    case 0x7F: value = 0x7F
    case 0xC2: value = byte(1)
    case 0xD8: value = 0x600 | byte(1) & 0x3F
    case 0xE2: value = 0x2000 | (byte(1) & 0x3F) << 6 | byte(2) & 0x3F
    default: return nil
    }
    switch value {
    case 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: return Unicode.Scalar(value)
    default: return nil
    }
  }

  private static func writeEscape(_ scalar: Unicode.Scalar, into bytes: inout [UInt8]) {
    let digits = String(scalar.value, radix: 16)
    bytes.append(contentsOf: "\\u".utf8)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
    bytes.append(contentsOf: digits.utf8)
  }

  private static func writeEscape(_ byte: UInt8, into bytes: inout [UInt8]) {
    bytes.append(Byte.backslash)
    switch byte {
    case Byte.quote, Byte.backslash: bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 0xF)])
    }
  }
}

extension JSONNumber {
  /// The number as RFC 8785 section 3.2.2.3 writes it; see ``JSONStyle/canonical``.
  var canonicalLiteral: String {
    let value = doubleValue
    // The shortest digits that read back as the same double are those of its description.
    return value.isFinite ? Decimal(literal: value.description).literal : decimal.literal
  }
}
