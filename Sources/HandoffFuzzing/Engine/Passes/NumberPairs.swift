/// Pairs of numbers of which the first can be lowered.
enum NumberPairs {
  /// Farther apart, counted in numbers, two are not tried together.
  private static let reach = 12

  /// Makes the largest change of each pair that still fails.
  static func run(
    on reduction: Reduction,
    change: (_ one: Choice, _ other: Choice, _ step: Int) -> (Choice?, Choice?)
  ) async {
    var first = 0
    while !reduction.isExhausted {
      let numbers = reduction.best.choices.indices.filter { reduction.best.choices[$0].number != nil }
      guard first < numbers.count else { return }
      for second in numbers.indices.dropFirst(first + 1).prefix(reach) {
        await lower(numbers[first], numbers[second], reduction, change)
      }
      first += 1
    }
  }

  private static func lower(
    _ first: Int, _ second: Int, _ reduction: Reduction,
    _ change: (Choice, Choice, Int) -> (Choice?, Choice?)
  ) async {
    let choices = reduction.best.choices
    guard second < choices.count, let most = choices[first].magnitude, most > 0,
      choices[first].isKind(of: choices[second])
    else { return }
    func takes(_ step: Int) async -> Bool {
      guard case (let one?, let other?) = change(choices[first], choices[second], step) else { return false }
      var candidate = choices
      candidate[first] = one
      candidate[second] = other
      return await reduction.accept(candidate)
    }
    if await takes(most) { return }
    if let all = choices[second].magnitude, all > 0, all < most, await takes(all) { return }
    _ = await reduction.largestStep(upTo: most, takes)
  }
}

extension Choice {
  /// Whether both are numbers that can be reckoned with together.
  fileprivate func isKind(of other: Choice) -> Bool {
    switch (self, other) {
    case (.integer, .integer): true
    case (.branch(_, let count), .branch(_, let otherCount)): count == otherCount
    default: false
    }
  }

  /// Which way the simplest number lies: 1 above, −1 below.
  var stepTowardsSimplest: Int {
    switch self {
    case .integer(let number, let bounds): number < bounds.simplest ? 1 : -1
    case .branch, .length, .flag, .text, .bytes: -1
    }
  }

  /// The number moved towards the simplest one.
  func towardsSimplest(by step: Int) -> Choice? { moved(by: stepTowardsSimplest * step) }

  /// The number moved; `nil` where the bounds forbid it.
  func moved(by amount: Int) -> Choice? {
    number.flatMap { with(number: $0 + amount) }
  }
}
