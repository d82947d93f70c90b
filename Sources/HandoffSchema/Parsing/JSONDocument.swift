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
    // Text takes 4 to 20 bytes a node in practice; growing is cheap where it takes fewer.
    var storage = TapeStorage(minimumCapacity: bytes.count / 8)
    let fault = bytes.withUnsafeBufferPointer { text -> JSONSyntaxError? in
      do throws(TapeFault) {
        try TapeParser.parse(text, depthLimit: depthLimit, byteLimit: byteLimit, into: &storage)
        return nil
      } catch {
        return JSONSyntaxError(error, in: text)
      }
    }
    if let fault { throw fault }
    self.bytes = bytes
    nodes = Array(UnsafeBufferPointer(start: storage.nodes, count: storage.count))
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
