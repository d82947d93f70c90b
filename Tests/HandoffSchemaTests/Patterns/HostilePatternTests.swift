import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Hostile patterns and texts")
struct HostilePatternTests {
  /// 100,000 characters where everything is looked at: what takes more than linear time shows itself before.
  static let long = String(repeating: "a", count: Laws.areWhole ? 100_000 : 20_000)

  @Test(arguments: [
    "(a+)+$", "^(a+)+$", "(a|aa)+$", "(a*)*b$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*a){12}b$", "(?=(a+)+b)a",
    "((?!b).)*b$", "(a|b)*a(a|b){20}c$", "(?<=(a+)+)b", "^(?:a?){50}a{50}b$", "(\\ba*)*!\\b$",
  ])
  func `a long text is refused in linear time`(source: String) throws {
    let matcher = try Pattern(source).matcher()
    #expect(!matcher.matches(Self.long + "!"))
    if matcher.isDeterministic { return }
    let half = matcher.simulationSteps(on: String(Self.long.prefix(Self.long.utf8.count / 2)) + "!")
    #expect(matcher.simulationSteps(on: Self.long + "!") <= 2 * half + 1_000)
  }

  @Test(arguments: [
    ("a{20000}", true), ("b{20000}", false), ("(a|b)*a(a|b){2000}c$", false), ("(?<!a{1000})b", false),
    ("(?<=a{1000})!", true), ("(?<=ba{1000})!", false), ("a(?=a{5000}!)", true), ("ba{0,5000}!", false),
    ("a(?:aa|a){3000}!", true), ("^(?!.*ba{3000}!$)a{1,15000}!$", false),
  ])
  func `thousands of threads take a long text together`(source: String, isMatch: Bool) throws {
    #expect(try Pattern(source).matches(Self.long + "!") == isMatch)
  }

  @Test func `an expression beyond the cap of a table is simulated`() throws {
    let matcher = try Pattern("(a|b)*a(a|b){20}c$").matcher()
    #expect(!matcher.isDeterministic)
    #expect(matcher.matches("bba" + String(repeating: "b", count: 20) + "c"))
    #expect(!matcher.matches("bbb" + String(repeating: "b", count: 20) + "c"))
  }

  @Test func `a cap on an automaton is an error that names it`() throws {
    let wide = try Pattern("(a|b)*a(a|b){20}c$")
    #expect(throws: AutomatonLimit(.states, limit: 1_000)) { try wide.language(limit: 1_000) }
    #expect(throws: AutomatonLimit(.states, limit: 50_000)) { try Automaton.lengths(0, 1_000_000_000_000) }
    let chain = try Automaton.lengths(0, 300)
    let modulo = try Pattern("^(?:.{7})*$").language()
    #expect(throws: AutomatonLimit(.states, limit: 100)) { try chain.intersection(modulo, limit: 100) }
    #expect(throws: AutomatonLimit.self) { try modulo.shortestWord(minLength: 1_000_000_000_000) }
  }

  @Test func `many different characters and many nested groups are handled`() throws {
    let letters = (0x4E00..<0x6E00).compactMap { Unicode.Scalar($0 as Int) }.map { String($0) }.joined()
    #expect(try Pattern("^[" + letters + "]+$").matches(letters))
    #expect(try Pattern(letters).matches(letters))
    let nested = String(repeating: "(?:", count: 150) + "a" + String(repeating: ")*", count: 150)
    #expect(try Pattern("^" + nested + "$").matches("aaa"))
    let looks = String(repeating: "(?=a", count: 150) + String(repeating: ")", count: 150)
    #expect(try Pattern("^b" + looks).matches("b" + String(repeating: "a", count: 150)))
    #expect(try !Pattern("^b" + looks).matches("b" + String(repeating: "a", count: 149)))
    #expect(!Pattern.isExpression(String(repeating: "(", count: 149) + "["))
    #expect(throws: PatternError.self) { try Pattern(String(repeating: "(", count: 1_000_000)) }
    let alternatives = (0..<40).map { "a(?!b{\($0)}c)" }.joined(separator: "|")
    #expect(try Pattern(alternatives).matches("abbd"))
    let conditions = (1..<40).map { "(?=(?:a{\($0)})*b)" }.joined()
    #expect(try !Pattern("^" + conditions + "a").matches(Self.long + "b"))
    let names = (0..<8_000).map { "(?<a\($0)>)" }.joined() + String(repeating: "|", count: 50_000)
    #expect(try Pattern(names).matches("a"))
    let negated = String(repeating: "(?!", count: 100) + "a" + String(repeating: ")", count: 100)
    #expect(try Pattern("^" + negated).matches("a"))
  }
}
