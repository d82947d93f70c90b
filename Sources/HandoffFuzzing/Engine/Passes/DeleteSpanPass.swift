/// Leaves out whole parts, the largest first.
struct DeleteSpanPass: ReductionPass {
  static let info = PassInfo(
    id: "delete-span", summary: "A part is left out, or a no stands in its place.",
    why: "Elements and members that have nothing to do with the failure hide what has.")

  func run(on reduction: Reduction) async {
    var index = 0
    while !reduction.isExhausted {
      let spans = reduction.best.spansByLength
      guard index < spans.count else { return }
      let span = spans[index]
      guard !span.range.isEmpty else {
        index += 1
        continue
      }
      var isTaken = await reduction.replace(span.range, with: [])
      // An optional member leaves its flag behind.
      if !isTaken, span.range.count > 1 {
        let first = reduction.best.choices[span.start].simplest
        isTaken = await reduction.replace(span.range, with: [first])
      }
      if !isTaken { index += 1 }
    }
  }
}
