/// Lowers two numbers by the same amount.
struct LowerTogetherPass: ReductionPass {
  static let info = PassInfo(
    id: "lower-together", summary: "Two numbers are lowered by the same amount.",
    why: "Two numbers at a fixed distance near the top of a large range cannot come down one by one.")

  func run(on reduction: Reduction) async {
    await NumberPairs.run(on: reduction) { one, other, step in
      (one.towardsSimplest(by: step), other.moved(by: one.stepTowardsSimplest * step))
    }
  }
}
