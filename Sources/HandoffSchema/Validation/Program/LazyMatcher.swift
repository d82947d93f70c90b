/// A pattern whose automaton is built when a text first meets it.
final class LazyMatcher: Sendable {
  private let pattern: Pattern
  private let matcher = LazyReference<PatternMatcher>()

  init(_ pattern: Pattern) {
    self.pattern = pattern
  }

  @inline(__always)
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    matcher.withObject({ pattern.matcher() }, { $0.matches(utf8: text) })
  }
}
