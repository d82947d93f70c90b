extension WitnessSearch {
  /// Looks for members in every way through the open disjunctions, the narrowest first.
  mutating func explore(
    _ start: Branch, _ component: Shape.Component, _ wanted: Int, into result: inout Values
  ) {
    guard budget.spend(1 + start.open.count) else {
      result.isComplete = false
      result.unknown = result.unknown ?? budget.exhausted
      return
    }
    var branch = start
    guard branch.propagate(in: arena) else { return }
    guard let choice = branch.open.indices.min(by: { branch.open[$0].count < branch.open[$1].count }) else {
      result.formUnion(leaf(branch.asserted, component, wanted))
      if result.list.count >= wanted { result.isComplete = false }
      return
    }
    if branch.open.count > 2, isContradictory(branch, component, &result) { return }
    let alternatives = branch.open.remove(at: choice)
    for alternative in alternatives {
      if result.list.count >= wanted {
        result.isComplete = false
        return
      }
      var next = branch
      if next.assert(alternative, in: arena) {
        explore(next, component, wanted, into: &result)
      }
      // What follows need not cover this alternative again.
      branch.refute(alternative)
    }
  }

  /// Asks the solvers early, so that a contradiction is not found again in every combination of what is
  /// still open.
  private mutating func isContradictory(
    _ branch: Branch, _ component: Shape.Component, _ result: inout Values
  ) -> Bool {
    let values = leaf(branch.asserted, component, 1)
    guard values.isEmpty else { return false }
    result.dependsOn = min(result.dependsOn, values.dependsOn)
    return true
  }
}
