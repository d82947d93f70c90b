/// Leaves out runs of choices, whatever they belong to.
struct DeleteRunPass: ReductionPass {
  static let info = PassInfo(
    id: "delete-run", summary: "Five to one neighbouring choices are left out, more where that works.",
    why: "What can go does not always begin and end with a part.")

  func run(on reduction: Reduction) async {
    for length in stride(from: 5, through: 1, by: -1) {
      // From the end, so that what was passed stays where it is.
      var start = reduction.best.choices.count - length
      while start >= 0, !reduction.isExhausted {
        let base = reduction.best.choices
        let most = start / length + 1
        _ = await reduction.largestStep(upTo: most) { count in
          let first = start - (count - 1) * length
          return await reduction.accept(base.replacing(first..<start + length, with: []))
        }
        start = min(start - 1, reduction.best.choices.count - length)
      }
    }
  }
}
