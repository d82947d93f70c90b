/// Lowers single choices, and mends what they control.
struct LowerOnePass: ReductionPass {
  static let info = PassInfo(
    id: "lower-one", summary: "One choice is lowered by doubling steps, and what it controls is mended.",
    why: "A bound shows itself only at the least number beyond it; a count or a branch takes its parts along."
  )

  func run(on reduction: Reduction) async {
    var index = 0
    while index < reduction.best.choices.count, !reduction.isExhausted {
      await lower(index, reduction)
      index += 1
    }
  }

  /// So many alternatives are tried one by one.
  private static let alternatives = 16

  private func lower(_ index: Int, _ reduction: Reduction) async {
    let choice = reduction.best.choices[index]
    guard let magnitude = choice.magnitude, magnitude > 0 else { return }
    if await take(choice.simplest, at: index, reduction) { return }
    switch choice {
    case .branch:
      for lower in 1..<max(1, min(magnitude, Self.alternatives)) {
        if await take(choice.with(magnitude: lower), at: index, reduction) { return }
      }
    case .integer, .length:
      await approach(index, magnitude, reduction)
      guard index < reduction.best.choices.count, let other = reduction.best.choices[index].mirrored else {
        return
      }
      _ = await take(other, at: index, reduction)
    case .flag, .text, .bytes: return
    }
  }

  private func approach(_ index: Int, _ magnitude: Int, _ reduction: Reduction) async {
    // Often a number only has to differ from nothing, or from one other.
    for candidate in [1, 2] where candidate < magnitude {
      guard index < reduction.best.choices.count else { return }
      if await take(reduction.best.choices[index].with(magnitude: candidate), at: index, reduction) { return }
    }
    _ = await reduction.largestStep(upTo: magnitude) { step in
      guard index < reduction.best.choices.count else { return false }
      return await take(
        reduction.best.choices[index].with(magnitude: magnitude - step), at: index, reduction)
    }
  }

  /// Takes a choice at an index, with the choices after it as they are or mended.
  private func take(_ choice: Choice, at index: Int, _ reduction: Reduction) async -> Bool {
    let best = reduction.best
    guard index < best.choices.count, choice != best.choices[index] else { return false }
    let plain = best.choices.replacing(index..<index + 1, with: [choice])
    if await reduction.accept(plain) { return true }
    // Where the rest still fits, the choice controls nothing.
    guard let changed = reduction.build(Draws(replaying: plain)), changed.choices.count != best.choices.count
    else { return false }
    for candidate in resynchronized(choice, at: index, best, reduction) {
      if await reduction.accept(candidate) { return true }
    }
    for span in controlled(by: index, best) {
      if await reduction.accept(plain.replacing(span.range, with: [])) { return true }
    }
    return false
  }

  private static let enclosing = 3
  private static let controlledLimit = 24

  /// The best case with a choice and whatever simplest parts it now asks for, so that what follows the part is read
  /// as before.
  private func resynchronized(
    _ choice: Choice, at index: Int, _ best: ChoiceRecord, _ reduction: Reduction
  ) -> [[Choice]] {
    let prefix = Array(best.choices[..<index]) + [choice]
    guard let simple = reduction.build(Draws(replaying: prefix)) else { return [] }
    let around = best.spans.filter { $0.range.contains(index) }.prefix(Self.enclosing)
    return around.compactMap { span in
      let now = simple.spans.first { $0.start == span.start && $0.label == span.label && $0.end > index }
      return now.map { Array(simple.choices[..<$0.end]) + Array(best.choices[span.end...]) }
    }
  }

  private func controlled(by index: Int, _ best: ChoiceRecord) -> [ChoiceRecord.Span] {
    Array(best.spans.filter { $0.start > index && !$0.range.isEmpty }.prefix(Self.controlledLimit))
  }
}
