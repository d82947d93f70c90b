/// Makes all choices of a part the simplest ones at once.
struct ZeroSpanPass: ReductionPass {
  static let info = PassInfo(
    id: "zero-span", summary: "Every choice of a part becomes the simplest one.",
    why: "Members that only together may be simple cannot be lowered one by one.")

  func run(on reduction: Reduction) async {
    var index = 0
    while !reduction.isExhausted {
      let spans = reduction.best.spansByLength
      guard index < spans.count else { return }
      let span = spans[index]
      let part = reduction.best.choices[span.range]
      if part.count > 1, !part.allSatisfy(\.isSimplest) {
        _ = await reduction.replace(span.range, with: part.map(\.simplest))
      }
      // A success leaves a span that has nothing more to give.
      index += 1
    }
  }
}

extension ChoiceRecord {
  /// The spans, the longest first.
  var spansByLength: [Span] {
    spans.enumerated().sorted {
      ($1.element.range.count, $0.offset) < ($0.element.range.count, $1.offset)
    }.map(\.element)
  }
}
