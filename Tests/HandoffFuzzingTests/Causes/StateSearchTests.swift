import HandoffSchema
import Testing

@testable import HandoffFuzzing

/// The shortest sequence after which a case fails.
@Suite("Searches for a state")
struct StateSearchTests {
  private static let failure = ConsumerAnswer.crashed(Crash("it ended", line: "KeyError"))
  private static let passed = ConsumerAnswer.rejected("no")
  private static let letters = "abcdefghij".map { HandoffCase.Content.text(String($0)) }
  private static let last = HandoffCase.Content.text("case")

  /// Looks behind ten letters for what makes a consumer fail; each start makes a consumer with what it was given.
  private func found(
    behind before: [HandoffCase.Content] = letters, _ make: @escaping () -> FreshConsumer.Body
  ) async throws -> StateSearch<FreshConsumer>.Found? {
    let subject = try CampaignSubject.ofShop()
    let judge = Judge(subject: subject, tolerating: [])
    let built = BuiltCase(given: Self.last)
    let sighting = Sighting(
      built: built, judgement: try #require(judge.judge(built, Self.failure)), answer: Self.failure,
      standing: .text, index: 0, before: .init())
    var search = StateSearch(
      sighting, judge: judge, handoff: "taker->shipper", before: before, consumer: FreshConsumer(make))
    return await search.shortest()
  }

  /// A consumer that fails on the case where what it was given since its start fulfils a condition.
  private func remembering(
    _ fails: @escaping ([HandoffCase.Content]) -> Bool
  ) -> () -> FreshConsumer.Body {
    {
      var seen: [HandoffCase.Content] = []
      return { content in
        defer { seen.append(content) }
        return content == Self.last && fails(seen) ? Self.failure : Self.passed
      }
    }
  }

  @Test func `the case itself, again and again, where that is enough`() async throws {
    let found = try await found(remembering { $0.count >= 3 })
    #expect(found?.contents == Array(repeating: Self.last, count: 3))
    #expect(found?.isShortest == true)
  }

  @Test func `only the cases that it takes, in their order`() async throws {
    let (second, eighth) = (Self.letters[1], Self.letters[7])
    let found = try await found(remembering { $0.contains(second) && $0.last == eighth })
    #expect(found == nil)
    let other = try await self.found(remembering { $0.contains(second) && $0.contains(eighth) })
    #expect(other?.contents == [second, eighth])
    #expect(other?.isShortest == true)
  }

  @Test func `what fails the second time in one start and the third in another does not count`()
    async throws
  {
    var starts = 0
    let found = try await found {
      starts += 1
      // Every other start follows on an end by itself.
      var left = 1 + starts / 2 % 2
      return { content in
        guard content == Self.last else { return Self.passed }
        left -= 1
        return left < 0 ? Self.failure : Self.passed
      }
    }
    #expect(found == nil)
  }

  @Test func `who ends on the way remembers nothing`() async throws {
    var isSpoilt = false
    let found = try await found {
      { content in
        if content == Self.letters[9] {
          isSpoilt = true
          return Self.failure
        }
        defer { isSpoilt = false }
        return content == Self.last && isSpoilt ? Self.failure : Self.passed
      }
    }
    #expect(found == nil)
  }

  @Test func `who ends among repetitions remembers nothing either`() async throws {
    var calls = 0
    let found = try await found {
      { content in
        guard content == Self.last else { return Self.passed }
        calls += 1
        return calls % 2 == 0 ? Self.failure : .timedOut
      }
    }
    #expect(found == nil)
  }

  @Test func `twice is chance, three times is a state`() async throws {
    for (times, isFound) in [(2, false), (3, true)] {
      var left = times
      let found = try await found {
        var isAfterLetter = false
        return { content in
          defer { isAfterLetter = content != Self.last }
          guard content == Self.last, isAfterLetter else { return Self.passed }
          left -= 1
          return left >= 0 ? Self.failure : Self.passed
        }
      }
      #expect((found != nil) == isFound, "\(times)")
    }
  }

  @Test func `where too many sequences would have to be tried, the shortest one is not claimed`() async throws
  {
    let many = (0..<64).map { HandoffCase.Content.text("\($0)") }
    let needed = Set(stride(from: 0, to: 64, by: 2).map { many[$0] })
    let found = try await found(behind: many, remembering { needed.isSubset(of: $0) })
    #expect(found?.isShortest == false)
    #expect(found.map { needed.isSubset(of: $0.contents) } == true)
  }

  @Test func `what fails at once needs nothing before it`() async throws {
    let found = try await found { { content in content == Self.last ? Self.failure : Self.passed } }
    #expect(found?.contents != [])
  }
}
