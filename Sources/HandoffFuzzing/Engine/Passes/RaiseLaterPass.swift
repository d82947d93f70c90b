/// Lowers a number while a later one goes to its end.
struct RaiseLaterPass: ReductionPass {
  static let info = PassInfo(
    id: "raise-later", summary: "One number is lowered while a later one is raised as far as it goes.",
    why: "Where a product or a ratio fails, two numbers keep each other from coming down.")

  /// Farther apart, counted in numbers, two are not tried together.
  private static let reach = 6

  func run(on reduction: Reduction) async {
    var first = 0
    while !reduction.isExhausted {
      let numbers = reduction.best.choices.indices.filter { reduction.best.choices[$0].highest != nil }
      guard first < numbers.count else { return }
      for second in numbers.dropFirst(first + 1).prefix(Self.reach) {
        await lower(numbers[first], second, reduction)
      }
      first += 1
    }
  }

  private func lower(_ first: Int, _ second: Int, _ reduction: Reduction) async {
    let choices = reduction.best.choices
    guard second < choices.count, let most = choices[first].magnitude, most > 0,
      let highest = choices[second].highest, highest != choices[second]
    else { return }
    _ = await reduction.largestStep(upTo: most) { step in
      guard let lowered = choices[first].towardsSimplest(by: step) else { return false }
      var candidate = choices
      candidate[first] = lowered
      candidate[second] = highest
      return await reduction.accept(candidate)
    }
  }
}

extension Choice {
  /// The greatest number within the bounds; `nil` of what is no number.
  fileprivate var highest: Choice? {
    guard case .integer(_, let bounds) = self else { return nil }
    return .integer(bounds.upper, bounds)
  }
}
