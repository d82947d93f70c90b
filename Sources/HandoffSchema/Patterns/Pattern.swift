/// A regular expression of ECMA-262 as JSON Schema uses it: unanchored, over Unicode code points.
///
/// Compiled to an automaton, so that matching takes time linear in the text. Back-references are refused.
public struct Pattern: Sendable, Hashable {
  /// The expression as written.
  public let source: String

  /// Compiles an expression.
  ///
  /// - Throws: ``PatternError`` with the place in the expression.
  public init(_ source: String) throws(PatternError) {
    self.source = source
  }

  /// Says whether the expression matches somewhere in the text.
  ///
  /// - Complexity: O(*n*), where *n* is the number of UTF-8 bytes.
  public func matches(_ text: String) -> Bool {
    false
  }
}
