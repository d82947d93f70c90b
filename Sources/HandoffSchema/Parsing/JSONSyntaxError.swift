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

  /// Pairs a reason with its place.
  public init(reason: Reason, offset: Int, line: Int, column: Int) {
    self.reason = reason
    self.offset = offset
    self.line = line
    self.column = column
  }
}
