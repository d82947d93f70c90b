/// Why a regular expression cannot be compiled.
public struct PatternError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The text breaks the grammar; the message says what was expected.
    case syntax(String)
    /// A construct that no automaton can express, such as a back-reference.
    case unsupported(construct: String)
    /// The automaton would exceed the cap.
    case tooManyStates(limit: Int)
  }

  /// What is wrong.
  public var reason: Reason
  /// The expression.
  public var pattern: String
  /// The place in the expression, counted in code points from 0.
  public var offset: Int

  /// Pairs a reason with its place.
  public init(reason: Reason, pattern: String, offset: Int) {
    self.reason = reason
    self.pattern = pattern
    self.offset = offset
  }
}
