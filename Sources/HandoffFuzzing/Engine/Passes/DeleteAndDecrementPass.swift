/// Leaves out a part and lowers the numbers that point past it.
struct DeleteAndDecrementPass: ReductionPass {
  static let info = PassInfo(
    id: "delete-and-decrement", summary: "A part is left out and numbers that count past it go down by one.",
    why: "An index into a list, or a count beside it, no longer fits as soon as an element goes.")

  func run(on reduction: Reduction) async {
    var index = 0
    while !reduction.isExhausted {
      let best = reduction.best
      guard index < best.spans.count else { return }
      var isTaken = false
      for candidate in candidates(best, index) where !isTaken {
        isTaken = await reduction.accept(candidate)
      }
      if !isTaken { index += 1 }
    }
  }

  private static let singles = 24

  private func candidates(_ best: ChoiceRecord, _ index: Int) -> [[Choice]] {
    let span = best.spans[index]
    guard !span.range.isEmpty else { return [] }
    let ordinal = self.ordinal(of: index, best)
    let numbers = best.choices.indices.filter { place in
      guard !span.range.contains(place), let magnitude = best.choices[place].magnitude, magnitude > 0 else {
        return false
      }
      switch best.choices[place] {
      case .integer, .length: return true
      default: return false
      }
    }
    guard !numbers.isEmpty else { return [] }
    let past = numbers.filter { (best.choices[$0].magnitude ?? 0) > ordinal }
    var sets = [past, past.filter { $0 >= span.end }, past.filter { $0 < span.start }, numbers]
    sets += numbers.prefix(Self.singles).map { [$0] }
    return sets.filter { !$0.isEmpty }.map { set in
      var choices = best.choices
      for place in set {
        choices[place] = choices[place].with(magnitude: (choices[place].magnitude ?? 1) - 1)
      }
      choices.removeSubrange(span.range)
      return choices
    }
  }

  /// How many parts of the same kind stand before one in the same part.
  private func ordinal(of index: Int, _ best: ChoiceRecord) -> Int {
    let parents = best.parents
    return best.spans.indices.prefix(index).count {
      best.spans[$0].label == best.spans[index].label && parents[$0] == parents[index]
    }
  }
}
