/// Puts a part of a part in its place.
struct DescendPass: ReductionPass {
  static let info = PassInfo(
    id: "descend", summary: "A part is replaced by a part of the same kind within it.",
    why: "A recursive value fails for what stands deep inside of it.")

  func run(on reduction: Reduction) async {
    var index = 0
    while !reduction.isExhausted {
      let best = reduction.best
      let spans = best.spansByLength
      guard index < spans.count else { return }
      let outer = spans[index]
      // The smallest ones first: the nearer to the bottom, the more goes.
      let inner = spans.reversed().filter {
        $0.label == outer.label && $0.range.count < outer.range.count && !$0.range.isEmpty
          && $0.start >= outer.start && $0.end <= outer.end
      }
      var isTaken = false
      for part in inner where !isTaken {
        isTaken = await reduction.replace(outer.range, with: Array(best.choices[part.range]))
      }
      if !isTaken { index += 1 }
    }
  }
}
