/// The syntax tree of a regular expression, reduced to what decides which texts match.
///
/// Capturing and plain groups, greedy and lazy quantifiers are alike here. Equal subtrees are equal values.
package indirect enum PatternExpression: Sendable, Hashable {
  /// The empty text.
  case empty
  /// One code point.
  case character(UInt32)
  /// One code point out of a set.
  case set(CodePointSet)
  /// One after the other.
  case sequence([PatternExpression])
  /// Any one of them.
  case choice([PatternExpression])
  /// Several in a row; no upper bound where `atMost` is `nil`.
  case repetition(PatternExpression, atLeast: Int, atMost: Int?)
  /// A place whose surroundings match, or do not.
  case look(PatternLook)
  /// A place: `^`, `$`, `\b` or `\B`.
  case place(PatternPlace)
}
