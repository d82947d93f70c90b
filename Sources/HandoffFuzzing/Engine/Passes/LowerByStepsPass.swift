/// Lowers single numbers that do not come down by one.
struct LowerByStepsPass: ReductionPass {
  static let info = PassInfo(
    id: "lower-by-steps", summary: "One number is halved, made small, or lowered by twos, threes and tens.",
    why: "An even number, or one that must be a multiple, fails no longer when it is one less.")

  /// One is left to the pass that lowers step by step.
  private static let steps = [2, 3, 5, 7, 10]

  func run(on reduction: Reduction) async {
    var index = 0
    while index < reduction.best.choices.count, !reduction.isExhausted {
      switch reduction.best.choices[index] {
      case .integer, .length: while await lower(index, reduction) {}
      case .branch, .flag, .text, .bytes: break
      }
      index += 1
    }
  }

  private func lower(_ index: Int, _ reduction: Reduction) async -> Bool {
    guard index < reduction.best.choices.count, let magnitude = reduction.best.choices[index].magnitude,
      magnitude > 1
    else { return false }
    for candidate in [3, magnitude / 2] where candidate < magnitude {
      if await take(candidate, index, reduction) { return true }
    }
    for step in Self.steps where magnitude >= step {
      let taken = await reduction.largestStep(upTo: magnitude / step) { count in
        await take(magnitude - count * step, index, reduction)
      }
      if taken > 0 { return true }
    }
    return false
  }

  private func take(_ magnitude: Int, _ index: Int, _ reduction: Reduction) async -> Bool {
    guard index < reduction.best.choices.count else { return false }
    let choice = reduction.best.choices[index].with(magnitude: magnitude)
    return await reduction.replace(index..<index + 1, with: [choice])
  }
}
