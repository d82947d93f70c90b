/// Moves value from one number to a later one.
struct MoveValuePass: ReductionPass {
  static let info = PassInfo(
    id: "move-value", summary: "One number is lowered and a later one raised by the same amount.",
    why: "Where a sum fails, one summand is to carry it and the others are to go.")

  func run(on reduction: Reduction) async {
    await NumberPairs.run(on: reduction) { one, other, step in
      (one.towardsSimplest(by: step), other.moved(by: -one.stepTowardsSimplest * step))
    }
  }
}
