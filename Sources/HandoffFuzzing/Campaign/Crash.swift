/// How a consumer ended without an answer.
public struct Crash: Sendable, Hashable {
  /// How it ended, for a person.
  public var how: String
  /// The line that says what went wrong, such as the last one of a traceback; `nil` where it left none.
  public var line: String?
  /// Where in the consumer's source it went wrong, such as `"agent.py:5 in answer"`; `nil` where it did not say.
  public var location: String?

  /// Makes an end.
  public init(_ how: String, line: String? = nil, location: String? = nil) {
    self.how = how
    self.line = line
    self.location = location
  }
}

extension Crash: ExpressibleByStringLiteral {
  /// Makes an end that left no words.
  public init(stringLiteral value: String) { self.init(value) }
}

extension Crash {
  /// What is common to all ends of one cause: the telling line without what varies.
  var signature: String { CauseText.skeleton(of: line ?? how) }

  /// What is common to all ends that come from one line of the source, however they are worded; `nil` where the line is
  /// not known.
  var origin: String? { location.map { "at \($0)" } }
}
