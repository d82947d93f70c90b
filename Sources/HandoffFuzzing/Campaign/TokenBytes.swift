import HandoffSchema

/// Writes the numbers and texts of a token.
struct TokenBytes {
  var bytes: [UInt8] = []

  /// Seven bits a byte, low ones first.
  mutating func append(_ number: UInt64) {
    var rest = number
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func append(text: String) {
    append(UInt64(text.utf8.count))
    bytes += text.utf8
  }

  /// A value or its absence.
  mutating func append(value: JSONValue?) {
    append(value == nil ? 0 : 1)
    if let value { append(text: value.text()) }
  }

  /// All bytes with a checksum behind them.
  var withChecksum: [UInt8] {
    let sum = Self.checksum(bytes[...])
    return bytes + (0..<4).map { UInt8(truncatingIfNeeded: sum >> ($0 * 8)) }
  }

  /// FNV-1a, 32 bits: enough to notice a typing error.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }
}

/// Reads what ``TokenBytes`` wrote; `nil` wherever the bytes end too early.
struct TokenReader {
  private var rest: ArraySlice<UInt8>

  /// Takes the bytes where their checksum is right.
  init?(checking bytes: [UInt8]) {
    guard bytes.count >= 4 else { return nil }
    let sum = bytes.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    rest = bytes.dropLast(4)
    guard TokenBytes.checksum(rest) == sum else { return nil }
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// A number of so many bytes, the low ones first.
  mutating func fixed(_ count: Int) -> UInt64? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  }

  mutating func number() -> UInt64? {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = rest.popFirst() {
      guard shift < 64 else { return nil }
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
    return nil
  }

  /// All numbers up to the end.
  mutating func numbers() -> [UInt64]? {
    var result: [UInt64] = []
    while !isAtEnd {
      guard let number = number() else { return nil }
      result.append(number)
    }
    return result
  }

  mutating func text() -> String? {
    guard let count = number(), count <= UInt64(rest.count) else { return nil }
    let text = String(validating: rest.prefix(Int(count)), as: UTF8.self)
    rest = rest.dropFirst(Int(count))
    return text
  }

  /// A value or its absence.
  mutating func value() -> JSONValue?? {
    guard let isThere = number() else { return nil }
    guard isThere == 1 else { return .some(nil) }
    guard let text = text(), let value = try? JSONValue(parsing: text) else { return nil }
    return .some(value)
  }
}
