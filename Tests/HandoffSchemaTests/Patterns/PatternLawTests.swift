import HandoffSchema
import Testing

@Suite("Patterns against the definition of matching")
struct PatternLawTests {
  static let texts = RandomPatterns.texts(upTo: 4)

  @Test(arguments: [(UInt64(1), false), (2, true), (3, true), (4, true)])
  func `matcher, simulation and automaton agree with the definition`(seed: UInt64, looksAround: Bool) throws {
    var patterns = RandomPatterns(seed: seed, allowsLookAround: looksAround)
    for _ in 0..<250 {
      let source = patterns.next(depth: 4)
      let pattern = try Pattern(source)
      let language = try pattern.language()
      let matcher = pattern.matcher()
      let simulation = PatternMatcher(simulating: pattern)
      for text in Self.texts {
        let expected = ReferenceMatcher(text).matches(pattern.expression)
        let answers = [matcher.matches(text), simulation.matches(text), language.accepts(text)]
        #expect(answers == [expected, expected, expected], "\(source) on \"\(text)\"")
      }
    }
  }
}
