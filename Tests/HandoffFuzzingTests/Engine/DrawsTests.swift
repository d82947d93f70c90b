import Testing

@testable import HandoffFuzzing

@Suite("Choices and replay")
struct DrawsTests {
  /// Every kind of choice, with parts.
  private func everything(_ draws: inout Draws) -> String {
    let mark = draws.mark
    var parts = ["\(draws.integer(in: -1_000...70, towards: 3))", "\(draws.branch(of: 5))"]
    parts.append("\(draws.flag(1, in: 2))")
    parts.append("\(draws.length(in: 2...9))")
    parts.append(draws.text(length: 1...6) { random in (0..<4).map { _ in UInt32(random.below(0x2FF)) } })
    parts.append("\(draws.bytes(count: 0...4))")
    parts.append("\(draws.integer(in: .min ... .max))")
    draws.endSpan(from: mark, label: 7)
    return parts.joined(separator: " ")
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `choices and their words both give the value again`(seed: UInt64) {
    var draws = Draws(random: SplitMix64(seed: seed))
    let value = everything(&draws)
    var again = Draws(replaying: draws.record.choices)
    #expect(everything(&again) == value)
    #expect(again.record == draws.record)
    var fromWords = Draws(replaying: draws.choices)
    #expect(everything(&fromWords) == value)
    #expect(fromWords.record == draws.record)
  }

  @Test func `a sequence that ends early goes on with the simplest choices`() {
    var draws = Draws(replaying: [] as [Choice])
    #expect(everything(&draws) == "3 0 false 2 a [] 0")
    #expect(draws.record.choices.allSatisfy { $0.isSimplest })
    #expect(draws.record.spans == [ChoiceRecord.Span(start: 0, end: 7, label: 7)])
    var words = Draws(replaying: [] as [UInt64])
    #expect(everything(&words) == "3 0 false 2 a [] 0")
  }

  @Test func `a choice that does not fit is adjusted`() {
    let wide = IntegerBounds(-5_000...5_000)
    var draws = Draws(replaying: [
      .integer(4_000, wide), .branch(8, count: 9), .integer(1, wide), .length(40, LengthBounds(0...40)),
      .text([0x62, 0x62, 0x62, 0x62, 0x62, 0x62, 0x62, 0x62], LengthBounds(0...8)), .flag(true),
    ])
    #expect(everything(&draws) == "70 4 false 9 bbbbbb [] 0")
  }

  @Test(arguments: [(-7, 12, 0), (3, 9, 5), (0, 4, 0), (-4, 0, 0), (-2, 9, 9)])
  func `ranks number a range without holes, the simplest first`(lower: Int, upper: Int, simplest: Int) {
    let bounds = IntegerBounds(lower...upper, towards: simplest)
    let numbers = (0...UInt64(upper - lower)).map(bounds.number)
    #expect(Set(numbers) == Set(lower...upper))
    #expect(numbers.first == simplest)
    #expect(numbers.map(bounds.rank) == Array(0...UInt64(upper - lower)))
    #expect(numbers.map { abs($0 - simplest) } == numbers.map { abs($0 - simplest) }.sorted())
  }

  @Test func `code points have an order from simple to strange and back`() {
    for scalar in [UInt32](0...0xD7FF) + [0xE000, 0x1F642, 0x10FFFF] {
      #expect(TextOrder.scalar(ranked: TextOrder.rank(of: scalar)) == scalar)
    }
    #expect(TextOrder.scalar(ranked: 0xD800) == nil)
    #expect(TextOrder.precedes([0x7A], [0x61, 0x61]))
    #expect(TextOrder.precedes([0x61], [0x30]))
    #expect(!TextOrder.precedes([0x61], [0x61]))
  }

  @Test func `shorter comes before simpler, and the left before the right`() {
    let one = IntegerBounds(0...9)
    func numbers(_ values: Int...) -> [Choice] { values.map { .integer($0, one) } }
    #expect(ChoiceRecord.precedes(numbers(9), numbers(0, 0)))
    #expect(ChoiceRecord.precedes(numbers(1, 9), numbers(2, 0)))
    #expect(!ChoiceRecord.precedes(numbers(2, 0), numbers(2, 0)))
    #expect(ChoiceRecord.precedes([.flag(false)], [.flag(true)]))
  }

  @Test func `an attempt that is begun again leaves no trace, and is not begun again in a replay`() {
    func make(_ draws: inout Draws) -> Int? {
      while true {
        let mark = draws.mark
        let number = draws.integer(in: 0...9)
        if number == 7 { return number }
        guard draws.retry(from: mark) else { return nil }
      }
    }
    var draws = Draws(random: SplitMix64(seed: 1))
    #expect(make(&draws) == 7)
    #expect(draws.record.choices == [.integer(7, IntegerBounds(0...9))])
    var other = Draws(replaying: [.integer(6, IntegerBounds(0...9)), .integer(7, IntegerBounds(0...9))])
    #expect(make(&other) == nil)
    func never(_ draws: inout Draws) -> Int {
      var attempts = 1
      while draws.retry(from: draws.mark) { attempts += 1 }
      return attempts
    }
    var patient = Draws(random: SplitMix64(seed: 1))
    #expect(never(&patient) == Draws.retriesPerValue + 1)
    let isBegunAgain = patient.startOver(from: patient.mark)
    #expect(isBegunAgain)
    #expect(never(&patient) == Draws.retriesPerValue + 1)
    let isReadAgain = other.startOver(from: other.mark)
    #expect(!isReadAgain)
  }

  @Test func `spans know what encloses them`() {
    var record = ChoiceRecord()
    record.spans = [
      ChoiceRecord.Span(start: 1, end: 2, label: 1), ChoiceRecord.Span(start: 2, end: 3, label: 1),
      ChoiceRecord.Span(start: 0, end: 3, label: 2), ChoiceRecord.Span(start: 3, end: 4, label: 1),
    ]
    #expect(record.parents == [2, 2, nil, nil])
  }
}
