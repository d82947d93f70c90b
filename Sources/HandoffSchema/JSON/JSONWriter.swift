/// Writes values as text, with a stack of its own instead of the call stack.
struct JSONWriter {
  let style: JSONStyle
  private var open: [Frame] = []

  /// A container of which the first `written` parts are written.
  private enum Frame {
    case array([JSONValue], written: Int)
    case object([JSONObject.Member], written: Int)
  }

  init(style: JSONStyle) {
    self.style = style
  }

  mutating func write(_ value: JSONValue, into bytes: inout [UInt8]) {
    begin(value, into: &bytes)
    while let top = open.popLast() {
      switch top {
      case .array(let elements, let written):
        if written == elements.count {
          end(Byte.closeBracket, into: &bytes)
        } else {
          open.append(.array(elements, written: written + 1))
          separate(isFirst: written == 0, into: &bytes)
          begin(elements[written], into: &bytes)
        }
      case .object(let members, let written):
        if written == members.count {
          end(Byte.closeBrace, into: &bytes)
        } else {
          open.append(.object(members, written: written + 1))
          separate(isFirst: written == 0, into: &bytes)
          Self.write(members[written].key, into: &bytes)
          bytes.append(Byte.colon)
          if style == .pretty { bytes.append(0x20) }
          begin(members[written].value, into: &bytes)
        }
      }
    }
  }

  /// Writes a scalar or an empty container, or opens a container.
  private mutating func begin(_ value: JSONValue, into bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let number):
      bytes.append(contentsOf: (style == .canonical ? number.canonicalLiteral : number.literal).utf8)
    case .string(let text): Self.write(text, into: &bytes)
    case .array(let elements):
      bytes.append(Byte.openBracket)
      if elements.isEmpty {
        bytes.append(Byte.closeBracket)
      } else {
        open.append(.array(elements, written: 0))
      }
    case .object(let object):
      bytes.append(Byte.openBrace)
      if object.isEmpty {
        bytes.append(Byte.closeBrace)
      } else {
        let members = style == .canonical ? object.members.sorted(by: Self.precedes) : object.members
        open.append(.object(members, written: 0))
      }
    }
  }

  private func separate(isFirst: Bool, into bytes: inout [UInt8]) {
    if !isFirst { bytes.append(Byte.comma) }
    if style == .pretty { breakLine(into: &bytes) }
  }

  private func end(_ bracket: UInt8, into bytes: inout [UInt8]) {
    if style == .pretty { breakLine(into: &bytes) }
    bytes.append(bracket)
  }

  private func breakLine(into bytes: inout [UInt8]) {
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * open.count))
  }

  /// The order of RFC 8785 section 3.2.3.
  private static func precedes(_ left: JSONObject.Member, _ right: JSONObject.Member) -> Bool {
    left.key.utf16.lexicographicallyPrecedes(right.key.utf16)
  }
}

extension JSONWriter {
  /// Writes a string with its quotes.
  static func write(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(Byte.quote)
    var text = text
    text.withUTF8 { text in
      var copied = 0
      for (place, byte) in text.enumerated() where byte < 0x20 || byte == Byte.quote || byte == Byte.backslash
      {
        bytes.append(contentsOf: text[copied..<place])
        writeEscape(byte, into: &bytes)
        copied = place + 1
      }
      bytes.append(contentsOf: text[copied...])
    }
    bytes.append(Byte.quote)
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
