import Testing

@testable import HandoffFuzzing

@Suite("Reduction")
struct ReductionTests {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `all passes together end where none of them finds anything simpler`(seed: UInt64) async {
    let toy = Toy.list(upTo: 10_000)
    let start = toy.drawn(seed: seed)
    let fails: ([Int]) -> Bool = { $0.contains { $0 >= 1_000 && $0 % 3 == 0 } }
    guard toy.value(of: ChoiceRecord(choices: start)).map(fails) == true else { return }
    let found = await toy.reduce(start, while: fails)
    #expect(found.value == [1_002])
    #expect(found.outcome.isMinimal)
    #expect(!found.again)
  }

  @Test func `a budget that is used up is reported`() async {
    let start = Toy.choices((1...40).map { $0 * 1_000 })
    let found = await Toy.list().reduce(start, limit: 5) { $0.reduce(0, +) > 20_000 }
    #expect(found.outcome.evaluations == 5)
    #expect(!found.outcome.isMinimal)
  }

  @Test func `what does not matter is named, largest parts first`() async {
    let toy = Toy<[Int]> { draws in
      (0..<3).map { _ in
        let mark = draws.mark
        defer { draws.endSpan(from: mark, label: 1) }
        return draws.integer(in: 0...100)
      }
    }
    let start = [0, 5, 0].map { Choice.integer($0, IntegerBounds(0...100)) }
    let build: (Draws) -> ChoiceRecord? = { draws in
      var draws = draws
      return toy.make(&draws) == nil ? nil : draws.record
    }
    guard let first = build(Draws(replaying: start)) else { return }
    let reduction = Reduction(first, limit: 100, build: build) { record in
      toy.value(of: record).map { $0[1] == 5 && $0[2] < 50 } ?? false
    }
    let free = await reduction.freeParts(variants: 5, seed: 1)
    #expect(free.map(\.range) == [0..<1])
  }
}
