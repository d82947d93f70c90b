/// A tape that is parsed anew for record after record and keeps its memory.
///
/// For volume: after the first records a parse allocates nothing. Unlike ``JSONDocument`` it does not own the
/// text, so the tape is lent only while the text is.
package struct JSONTape: ~Copyable {
  private var storage = TapeStorage()

  package init() {}

  /// Parses a text and lends its tape.
  ///
  /// - Parameters:
  ///   - text: The text; it must stay alive while the tape is used.
  ///   - depthLimit: As for ``JSONDocument/init(parsing:depthLimit:)``.
  ///   - body: Uses the tape.
  /// - Returns: What the body returns.
  /// - Throws: ``JSONSyntaxError`` for the first place that is not JSON; places count from the text's start.
  /// - Complexity: O(*n*) in the bytes of the text.
  @inline(__always)
  package mutating func parse<Result>(
    _ text: UnsafeBufferPointer<UInt8>, depthLimit: Int = JSONDocument.defaultDepthLimit,
    _ body: (TapeView) -> Result
  ) throws(JSONSyntaxError) -> Result {
    do throws(TapeFault) {
      try TapeParser.parse(
        text, depthLimit: min(max(depthLimit, 0), JSONDocument.greatestDepthLimit), into: &storage)
    } catch {
      throw JSONSyntaxError(error, in: text)
    }
    guard let base = text.baseAddress else {
      preconditionFailure("A parsed text has at least one byte.")
    }
    return body(TapeView(text: base, textCount: text.count, nodes: storage.nodes, count: storage.count))
  }
}
