import Synchronization

/// A regular expression of ECMA-262 as JSON Schema uses it: unanchored, over Unicode code points.
///
/// Compiled to an automaton, so that matching takes time linear in the text. Look-around is supported wherever
/// it may stand; back-references are refused. Beyond the grammar with the `u` flag, escaped ASCII punctuation
/// (`\-`, `\_`), lone brackets and braces, and `[\w-.]` are read as they are without that flag.
public struct Pattern: Sendable {
  /// The expression as written.
  public let source: String
  /// The syntax tree.
  package let expression: PatternExpression
  private let compiled = Compiled()

  /// Reads an expression; the automaton is built when it is first needed.
  ///
  /// - Throws: ``PatternError`` with the place in the expression.
  /// - Complexity: O(*n*), where *n* is the length of the expression.
  public init(_ source: String) throws(PatternError) {
    self.source = source
    expression = try PatternParser.parse(source)
  }

  /// Says whether the expression matches somewhere in the text.
  ///
  /// - Complexity: O(*n*), where *n* is the number of UTF-8 bytes.
  public func matches(_ text: String) -> Bool {
    matcher().matches(text)
  }

  /// Says whether the expression matches somewhere in the text, which is valid UTF-8.
  ///
  /// - Complexity: O(*n*), where *n* is the number of bytes.
  package func matches(utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    matcher().matches(utf8: utf8)
  }

  /// The compiled form for matching, which a caller that matches often should keep.
  package func matcher() -> PatternMatcher {
    compiled.matcher(of: expression)
  }

  /// The set of the texts in which the expression matches somewhere; made once.
  ///
  /// - Throws: ``AutomatonLimit`` where that needs more states than the cap.
  package func language(limit: Int = AutomatonLimit.defaultStates) throws(AutomatonLimit) -> Automaton {
    try compiled.language(of: expression, limit: limit)
  }

  /// Says whether a text is a regular expression of ECMA-262, whether or not it can be compiled here.
  package static func isExpression(_ text: String) -> Bool {
    do {
      _ = try PatternParser.parse(text)
      return true
    } catch {
      return error.isExpressionValid
    }
  }
}

extension Pattern: Hashable {
  /// Compares the sources by code point.
  public static func == (left: Self, right: Self) -> Bool {
    left.source.hasSameCodePoints(as: right.source)
  }

  /// Hashes the source.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ExactString(source))
  }
}

extension Pattern: CustomStringConvertible {
  /// The expression as written.
  public var description: String { source }
}

/// What is built on first use and shared by all copies of a pattern.
private final class Compiled: Sendable {
  private struct Language {
    var limit: Int
    var result: Result<Automaton, AutomatonLimit>
  }

  private let matcher = Mutex<PatternMatcher?>(nil)
  private let language = Mutex<Language?>(nil)

  func matcher(of expression: PatternExpression) -> PatternMatcher {
    matcher.withLock { known in
      if let known { return known }
      let made = PatternMatcher(expression)
      known = made
      return made
    }
  }

  func language(of expression: PatternExpression, limit: Int) throws(AutomatonLimit) -> Automaton {
    let result = language.withLock { known in
      // A language that was found serves every limit; a failure only those that are no larger.
      if let known {
        if case .success = known.result { return known.result }
        if limit <= known.limit { return known.result }
      }
      let result = Result { () throws(AutomatonLimit) in
        Automaton(try expression.deterministic(stateLimit: limit, workLimit: 400 * limit))
      }
      known = Language(limit: limit, result: result)
      return result
    }
    return try result.get()
  }
}
