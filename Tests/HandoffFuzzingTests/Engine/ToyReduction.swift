@testable import HandoffFuzzing

/// A generator small enough to see through, for tests of the engine alone.
struct Toy<Value> {
  var make: (inout Draws) -> Value?

  /// Reduces the value of some choices with one pass, or with all.
  func reduce(
    _ start: [Choice], with passes: [any ReductionPass] = ReductionPasses.all, limit: Int = 2_000,
    while fails: @escaping (Value) -> Bool
  ) async -> (value: Value?, outcome: Reduction.Outcome, again: Bool) {
    let build: (Draws) -> ChoiceRecord? = { draws in
      var draws = draws
      return make(&draws) == nil ? nil : draws.record
    }
    let check: (ChoiceRecord) async -> Bool = { record in value(of: record).map(fails) ?? false }
    let first = build(Draws(replaying: start)) ?? ChoiceRecord()
    let reduction = Reduction(first, limit: limit, build: build, fails: check)
    let outcome: Reduction.Outcome
    if passes.count == 1 {
      // The simplest value of all is not what a pass by itself begins with.
      await passes[0].run(on: reduction)
      outcome = Reduction.Outcome(record: reduction.best, evaluations: reduction.evaluations, isMinimal: true)
    } else {
      outcome = await reduction.run(passes)
    }
    let second = Reduction(outcome.record, limit: limit, build: build, fails: check)
    for pass in passes { await pass.run(on: second) }
    return (value(of: outcome.record), outcome, second.best.choices != outcome.record.choices)
  }

  func value(of record: ChoiceRecord) -> Value? {
    var draws = Draws(replaying: record.choices)
    return make(&draws)
  }

  /// The choices of a value that a seed draws.
  func drawn(seed: UInt64) -> [Choice] {
    var draws = Draws(random: SplitMix64(seed: seed))
    _ = make(&draws)
    return draws.record.choices
  }
}

extension Toy<[Int]> {
  /// A list of numbers up to a bound, each element a part.
  static func list(upTo bound: Int = 1_000_000) -> Toy {
    Toy { draws in
      var result: [Int] = []
      while true {
        let mark = draws.mark
        guard draws.flag(4, in: 5) else { return result }
        result.append(draws.integer(in: 0...bound))
        draws.endSpan(from: mark, label: 1)
      }
    }
  }

  /// The choices of a list of that toy.
  static func choices(_ numbers: [Int], upTo bound: Int = 1_000_000) -> [Choice] {
    numbers.flatMap { [.flag(true), .integer($0, IntegerBounds(0...bound))] } + [.flag(false)]
  }
}
