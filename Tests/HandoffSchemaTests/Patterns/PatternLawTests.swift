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
      let threads = PatternMatcher(simulating: pattern, leastBits: .max)
      let words = PatternMatcher(simulating: pattern, leastBits: 1)
      for text in Self.texts {
        let expected = ReferenceMatcher(text).matches(pattern.expression)
        let answers = [
          matcher.matches(text), threads.matches(text), words.matches(text), language.accepts(text),
        ]
        #expect(answers == [expected, expected, expected, expected], "\(source) on \"\(text)\"")
      }
    }
  }

  @Test(arguments: [(UInt64(5), false), (6, true)])
  func `large expressions get one answer from threads one by one and side by side`(
    seed: UInt64, looksAround: Bool
  ) throws {
    var patterns = RandomPatterns(seed: seed, allowsLookAround: looksAround)
    let texts = RandomPatterns.texts(upTo: 2)
    var large = 0
    for _ in 0..<200 {
      let (first, second) = (patterns.next(depth: 3), patterns.next(depth: 3))
      let source = "(?:\(first)){0,70}a(?:\(second)|b){60}(?:\(first))*"
      guard let pattern = try? Pattern(source) else { continue }
      large += 1
      let threads = PatternMatcher(simulating: pattern, leastBits: .max)
      let words = PatternMatcher(simulating: pattern, leastBits: 1)
      for text in texts {
        let long = String(repeating: text, count: 70)
        for candidate in [long, long + "b-", "é" + long + "a"] {
          let expected = threads.matches(candidate)
          #expect(words.matches(candidate) == expected, "\(source) on \"\(candidate)\"")
        }
      }
    }
    #expect(large > 150)
  }
}
