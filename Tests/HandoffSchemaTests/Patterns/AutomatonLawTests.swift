import HandoffSchema
import Testing

@Suite("Automata as sets of texts")
struct AutomatonLawTests {
  static let texts = RandomPatterns.texts(upTo: 4)

  private static func languages(seed: UInt64, count: Int) throws -> [Automaton] {
    var patterns = RandomPatterns(seed: seed, allowsLookAround: true)
    return try (0..<count).map { _ in try Pattern("^(?:" + patterns.next() + ")$").language() }
  }

  @Test func `Boolean laws hold`() throws {
    let sets = try Self.languages(seed: 11, count: 60)
    for (a, b) in zip(sets, sets.dropFirst()) {
      #expect(a.complement.complement == a)
      #expect(try a.intersection(b).complement == a.complement.union(b.complement))
      #expect(try a.union(b).complement == a.complement.intersection(b.complement))
      #expect(try a.difference(b) == a.intersection(b.complement))
      #expect(try a.difference(a).isEmpty)
      #expect(try a.intersection(a.complement) == .nothing)
      #expect(try a.union(a.complement) == .all)
      #expect(try a.isSubset(of: b) == a.difference(b).isEmpty)
      #expect(try a.isDisjoint(with: b) == a.intersection(b).isEmpty)
      #expect(try a.intersection(b).isSubset(of: a) && a.isSubset(of: a.union(b)))
    }
  }

  @Test func `operations agree with membership`() throws {
    let sets = try Self.languages(seed: 12, count: 60)
    for (a, b) in zip(sets, sets.dropFirst()) {
      let both = try a.intersection(b)
      let either = try a.union(b)
      let one = try a.difference(b)
      for text in Self.texts {
        let inA = a.accepts(text)
        let inB = b.accepts(text)
        #expect(both.accepts(text) == (inA && inB))
        #expect(either.accepts(text) == (inA || inB))
        #expect(one.accepts(text) == (inA && !inB))
        #expect(a.complement.accepts(text) == !inA)
      }
    }
  }

  @Test func `a shortest word is a member and no shorter text is`() throws {
    for set in try Self.languages(seed: 13, count: 100) {
      let word = try set.shortestWord()
      #expect((word == nil) == set.isEmpty)
      guard let word else { continue }
      #expect(set.accepts(word))
      #expect(word.unicodeScalars.count == set.lengthRange?.min)
      if word.unicodeScalars.count > 0 {
        #expect(try set.isDisjoint(with: .lengths(0, word.unicodeScalars.count - 1)))
      }
      let longer = try set.shortestWord(minLength: 3)
      #expect(try (longer == nil) == set.isDisjoint(with: .lengths(3, nil)))
      if let longer { #expect(set.accepts(longer) && longer.unicodeScalars.count >= 3) }
    }
  }

  @Test func `enumerated words are the members, in order, and as many as are counted`() throws {
    let small = try Pattern("^[ab-]{0,4}$").language()
    for set in try Self.languages(seed: 14, count: 100) {
      let finite = try set.intersection(small)
      let words = try finite.words(1_000)
      #expect(Set(words) == Set(Self.texts.filter { finite.accepts($0) }))
      #expect(finite.count() == .exactly(words.count))
      #expect(words.map(\.count) == words.map(\.count).sorted())
      #expect(try words.first == finite.shortestWord())
      #expect(finite.lengthRange?.max == words.last?.count)
    }
  }

  @Test func `sampled words are members of the wanted length`() throws {
    var source = RandomPatterns.Source(state: 15)
    for set in try Self.languages(seed: 15, count: 100) {
      for minLength in [0, 2] {
        for _ in 0..<20 {
          let word = try set.sample(minLength: minLength, maxLength: 6, using: &source)
          let possible = try !set.isDisjoint(with: .lengths(minLength, 6))
          #expect((word != nil) == possible)
          if let word { #expect(set.accepts(word) && (minLength...6).contains(word.unicodeScalars.count)) }
        }
        let simplest = try set.sample(minLength: minLength, maxLength: 6) { _ in 0 }
        #expect(
          try simplest?.unicodeScalars.count
            == set.shortestWord(minLength: minLength, maxLength: 6)?.unicodeScalars.count)
      }
    }
  }
}
