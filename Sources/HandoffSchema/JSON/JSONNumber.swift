/// A JSON number, kept exactly as it was written.
///
/// Nothing is rounded: `9007199254740993`, `0.1` and `1e400` keep their literal and compare by their exact
/// decimal value, so `1.0 == 1` and `0.1 != 0.10000000000000001`.
public struct JSONNumber: Sendable {
  /// The number in the grammar of RFC 8259 section 6.
  public let literal: String

  /// Takes a literal, or returns `nil` where it is not in the grammar of RFC 8259 section 6 or its exponent
  /// has more than 18 digits, which is more than can be told apart.
  public init?(literal: String) {
    guard JSONNumber.isLiteral(literal) else { return nil }
    self.literal = literal
  }

  /// Takes a literal that a parser has already checked.
  package init(checkedLiteral literal: String) {
    self.literal = literal
  }

  /// Makes the number of a machine integer.
  public init(_ value: Int) {
    literal = String(value)
  }

  /// Makes the number with the shortest literal that reads back as the same binary value, or `nil` for an
  /// infinity or a NaN, which JSON does not have.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    let text = value.description
    literal = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The nearest binary value (infinite where it is out of range).
  public var doubleValue: Double { Double(literal) ?? .nan }

  private static func isLiteral(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var place = 0
    func digits() -> Bool {
      let start = place
      while place < bytes.count, bytes[place] >= 0x30, bytes[place] <= 0x39 { place += 1 }
      return place > start
    }
    if place < bytes.count, bytes[place] == UInt8(ascii: "-") { place += 1 }
    let leadingZero = place < bytes.count && bytes[place] == 0x30
    let integerStart = place
    guard digits(), !leadingZero || place == integerStart + 1 else { return false }
    if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
      place += 1
      guard digits() else { return false }
    }
    if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      if place < bytes.count, bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-") {
        place += 1
      }
      guard digits() else { return false }
    }
    return place == bytes.count && !isExponentTooLong(bytes)
  }
}

extension JSONNumber {
  /// The most digits of an exponent, leading zeros aside.
  ///
  /// RFC 8259 section 9 allows such a limit. Two numbers beyond it could not be told apart.
  static let exponentDigits = 18

  /// Says whether what follows the first `e` of a number is an exponent of too many digits.
  static func isExponentTooLong(_ number: some Collection<UInt8>) -> Bool {
    let rest = number.drop { $0 &- 0x30 < 10 || $0 == Byte.minus || $0 == UInt8(ascii: ".") }
    guard let first = rest.first, first | 0x20 == UInt8(ascii: "e") else { return false }
    let digits = rest.dropFirst().drop { $0 == UInt8(ascii: "+") || $0 == Byte.minus }
    return hasLongExponent(digits.prefix { $0 &- 0x30 < 10 })
  }

  /// Says whether the digits of an exponent are too many.
  static func hasLongExponent(_ digits: some Collection<UInt8>) -> Bool {
    digits.drop { $0 == 0x30 }.count > exponentDigits
  }
}

extension JSONNumber: Hashable, Comparable, CustomStringConvertible {
  /// Compares exact values.
  public static func == (left: Self, right: Self) -> Bool {
    if left.literal.hasSameCodePoints(as: right.literal) { return true }
    // Most numbers are integers, of which only zero has two literals without a fraction and an exponent.
    if left.isPlainInteger, right.isPlainInteger, !left.isNegativeZero, !right.isNegativeZero { return false }
    return left.decimal == right.decimal
  }

  /// True where the literal has neither a fraction nor an exponent.
  package var isPlainInteger: Bool { literal.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 == Byte.minus } }

  private var isNegativeZero: Bool { literal.utf8.elementsEqual("-0".utf8) }

  /// Compares exact values.
  public static func < (left: Self, right: Self) -> Bool { left.decimal < right.decimal }
  /// Hashes the exact value.
  public func hash(into hasher: inout Hasher) { hasher.combine(decimal) }
  /// The literal.
  public var description: String { literal }
}

extension JSONNumber {
  /// The exact value.
  ///
  /// - Complexity: O(*n*), where *n* is the length of the literal.
  package var decimal: Decimal { Decimal(literal: literal) }

  /// Says whether the value has no fractional part; `1.0` and `1e2` have none.
  public var isInteger: Bool { decimal.exponent >= 0 }

  /// The value as a machine integer, or `nil` for a fraction or a value out of range.
  public var intValue: Int? { decimal.int }
}
