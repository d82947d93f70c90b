/// A JSON text, parsed once and kept with the place of everything in it.
///
/// The parse is strict RFC 8259: no byte order mark, no control characters in strings, no lone surrogates, no
/// bytes that are not UTF-8. The result is a flat tape over the bytes, so depth costs no call stack. Keys
/// that repeat within an object are accepted, the last one wins, and ``duplicateKeys`` lists them.
public struct JSONDocument: Sendable {
  /// The depth of nesting that is accepted unless the caller says otherwise.
  public static let defaultDepthLimit = 512
  /// The deepest nesting that a caller may allow; values that deep can be released on every thread (see
  /// ``JSONValue``).
  public static let greatestDepthLimit = 1024

  /// The text.
  public let bytes: [UInt8]
  private let nodes: [TapeNode]

  /// Parses a text.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 without byte order mark, at most 4 GiB - 1.
  ///   - depthLimit: The deepest nesting of arrays and objects; taken into 0...1024. A deeper text is refused.
  /// - Throws: ``JSONSyntaxError`` for the first place that is not JSON.
  /// - Complexity: O(*n*), where *n* is the number of bytes.
  public init(parsing bytes: [UInt8], depthLimit: Int = defaultDepthLimit) throws(JSONSyntaxError) {
    try self.init(parsing: bytes, depthLimit: depthLimit, byteLimit: TapeParser.byteLimit)
  }

  /// Parses a text under another cap on its length, for tests.
  package init(parsing bytes: [UInt8], depthLimit: Int, byteLimit: Int) throws(JSONSyntaxError) {
    let depthLimit = min(max(depthLimit, 0), Self.greatestDepthLimit)
    var fault: JSONSyntaxError?
    nodes = bytes.withUnsafeBufferPointer { text in
      // Made where it stays: a tape is more than twice as large as its text.
      [TapeNode](unsafeUninitializedCapacity: TapeParser.nodeBound(of: text)) { memory, count in
        var storage = TapeStorage(lent: memory)
        do throws(TapeFault) {
          try TapeParser.parse(text, depthLimit: depthLimit, byteLimit: byteLimit, into: &storage)
          count = storage.count
        } catch {
          fault = JSONSyntaxError(error, in: text)
        }
      }
    }
    if let fault { throw fault }
    self.bytes = bytes
  }

  /// Lends the tape; index 0 is the document's value.
  package func withTape<Result>(_ body: (TapeView) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { text in
      nodes.withUnsafeBufferPointer { nodes in
        guard let text = text.baseAddress, let base = nodes.baseAddress else {
          preconditionFailure("A parsed text has at least one byte and one node.")
        }
        return body(TapeView(text: text, textCount: bytes.count, nodes: base, count: nodes.count))
      }
    }
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
