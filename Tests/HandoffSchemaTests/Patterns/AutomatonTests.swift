import HandoffSchema
import Testing

@Suite("Automata")
struct AutomatonTests {
  @Test func `literals are exactly the given texts`() throws {
    let texts = ["", "dev", "ops", "open", "é", "e\u{301}"]
    let set = try Automaton.literals(texts)
    #expect(set.count() == .exactly(6))
    let words = try set.words(10).map { ExactString($0) }
    #expect(words.sorted() == texts.map { ExactString($0) }.sorted())
    #expect(try Automaton.literal("dev").isSubset(of: set))
    #expect(try Automaton.literals(texts.reversed()) == set)
    #expect(try Automaton.literals([]) == .nothing)
  }

  @Test func `lengths count code points`() throws {
    #expect(try Automaton.lengths(0, nil) == .all)
    #expect(try Automaton.lengths(3, 2) == .nothing)
    #expect(try Automaton.lengths(2, 3) == Pattern("^[^]{2,3}$").language())
    #expect(try Automaton.lengths(2, nil) == Pattern("[^][^]").language())
    #expect(try Automaton.lengths(1, 1).accepts("😀"))
    #expect(try Automaton.lengths(2, 5).lengthRange?.max == 5)
  }

  @Test func `equal languages are equal values however they are written`() throws {
    let pairs = [
      ("^(a|b)*$", "^[ab]*$"), ("^a+$", "^aa*$"), ("^(?!b)[ab]$", "^a$"),
      ("^(?:a|ab)(?:c|bcd)?$", "^a(?:b|c|bc|b?bcd)?$"),
      ("foo", "[^]*foo[^]*"), ("\\bb", "(?<!\\w)b"), ("a(?=b)", "ab"), ("(?<=a)b", "ab"),
      ("^(?=a)(?!ab)", "^a(?!b)"),
      ("[^\\n]", "[\\s\\S](?<!\\n)"), ("^$", "^(?![^])"), ("\\p{L}", "[\\p{Lu}\\p{Ll}\\p{Lt}\\p{Lm}\\p{Lo}]"),
    ]
    for (left, right) in pairs {
      #expect(try Pattern(left).language() == Pattern(right).language(), "\(left) and \(right)")
    }
  }

  @Test func `words that are shown are readable`() throws {
    #expect(try Automaton.all.shortestWord(minLength: 3) == "aaa")
    #expect(try Pattern("^[^a-z]{2}$").language().shortestWord() == "00")
    #expect(try Pattern("^[\\x00-\\x1f ]$").language().shortestWord() == " ")
    #expect(try Pattern("^[A-Z][a-z]+$").language().words(3) == ["Aa", "Ab", "Ac"])
    #expect(try Automaton.lengths(1, 1).words(28) == "abcdefghijklmnopqrstuvwxyz01".map { String($0) })
    #expect(try Pattern("^(?!foo)").language().complement.shortestWord() == "foo")
    #expect(try Pattern("^\\d{4}-\\d\\d$").language().shortestWord() == "0000-00")
  }

  @Test func `words are counted to the letter`() throws {
    #expect(try Pattern("^[a-z]{2}$").language().count() == .exactly(676))
    #expect(try Pattern("^[a-z]{2}$").language().count(limit: 100) == .atLeast(100))
    #expect(try Pattern("^[^]?$").language().count() == .exactly(0x110000 - 2048 + 1))
    #expect(try Pattern("^[^]{10}$").language().count() == .atLeast(.max))
    #expect(try Pattern("a").language().count() == .infinite)
    #expect(Automaton.nothing.count() == .exactly(0))
    #expect(Automaton.nothing.lengthRange == nil)
    #expect(try Pattern("^(?:ab){1,3}$").language().lengthRange?.max == 6)
  }

  @Test func `readable order holds every code point once`() {
    let sorted = ReadableOrder.spans.sorted { $0.lowerBound < $1.lowerBound }
    #expect(sorted.first?.lowerBound == 0 && sorted.last?.upperBound == CodePointSet.end)
    for (span, following) in zip(sorted, sorted.dropFirst()) {
      let isGapOfSurrogates = span.upperBound == 0xD800 && following.lowerBound == 0xE000
      #expect(span.upperBound == following.lowerBound || isGapOfSurrogates)
    }
  }

  @Test func `choosing nothing but zeros gives a shortest word`() throws {
    for source in ["^[a-z]{3,9}$", "x.*y", "^(?!a)\\w+$", "^\\p{Lu}{2}|foo$"] {
      let set = try Pattern(source).language()
      #expect(try set.sample(maxLength: 20) { _ in 0 }?.count == set.lengthRange?.min)
    }
  }

  @Test func `a language is found once and shared`() throws {
    let pattern = try Pattern("^(?=.*a)(?!.*b).{1,9}$")
    #expect(try pattern.language() == pattern.language(limit: 20_000))
    #expect(pattern.matcher() === pattern.matcher())
  }
}
