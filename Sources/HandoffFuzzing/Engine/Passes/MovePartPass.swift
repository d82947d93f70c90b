/// Moves a part to where a later one of the same kind stands.
struct MovePartPass: ReductionPass {
  static let info = PassInfo(
    id: "move-part", summary: "A part is put before or behind a later part of the same kind.",
    why: "What stands in several lists may as well stand in one.")

  /// So many later parts are tried for each.
  private static let reach = 6

  func run(on reduction: Reduction) async {
    var index = 0
    while !reduction.isExhausted {
      let best = reduction.best
      let parents = best.parents
      guard index < best.spans.count else { return }
      let span = best.spans[index]
      var isTaken = false
      // Within one part, sorting does it.
      let later = best.spans.indices.filter {
        best.spans[$0].label == span.label && best.spans[$0].start >= span.end
          && parents[$0] != parents[index]
      }
      for other in later.prefix(Self.reach) where !span.range.isEmpty && !isTaken {
        for place in [best.spans[other].start, best.spans[other].end] where !isTaken {
          let part = best.choices[span.range]
          let moved = best.choices.replacing(place..<place, with: part).replacing(span.range, with: [])
          isTaken = await reduction.accept(moved)
        }
      }
      index = isTaken ? 0 : index + 1
    }
  }
}
