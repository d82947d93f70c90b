/// A string compared by its code points.
///
/// Swift's own `==` treats canonically equivalent texts as equal ("é" in one code point or in two); JSON
/// and JSON Schema do not (RFC 8259 section 8.3). Wherever text from JSON is a dictionary key, a set
/// member or is sorted, it is wrapped in this type.
public struct ExactString: Sendable {
  /// The text as written.
  public let string: String

  /// Wraps a text.
  public init(_ string: String) {
    self.string = string
  }
}

extension ExactString: Hashable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// Wraps a text.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// Says whether both consist of the same code points.
  public static func == (left: Self, right: Self) -> Bool {
    left.string.hasSameCodePoints(as: right.string)
  }

  /// Orders by code point, which for UTF-8 is the order of the bytes.
  public static func < (left: Self, right: Self) -> Bool {
    left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
  }

  /// Hashes the bytes of the UTF-8 form.
  public func hash(into hasher: inout Hasher) {
    var copy = string
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }

  /// The text as written.
  public var description: String { string }
}

extension String {
  /// Says whether both texts consist of the same code points.
  ///
  /// - Complexity: O(*n*), where *n* is the number of UTF-8 bytes.
  package func hasSameCodePoints(as other: String) -> Bool {
    // Lengths differ more often than contents do, and are known without a look at them.
    guard utf8.count == other.utf8.count else { return false }
    var left = self
    var right = other
    return left.withUTF8 { left in right.withUTF8 { left.hasSameBytes(as: $0) } }
  }
}
