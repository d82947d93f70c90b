extension WitnessSearch {
  /// Looks for members in every way through the open disjunctions, the narrowest first.
  mutating func explore(
    _ start: Branch, _ component: Shape.Component, _ wanted: Int, into result: inout Values
  ) {
    guard budget.spend(1 + (start.openSize + start.asserted.count) / Self.literalsPerStep) else {
      result.isComplete = false
      result.unknown = result.unknown ?? budget.exhausted
      return
    }
    var branch = start
    guard branch.propagate(in: &arena) else { return }
    if component == .number, branch.open.count > 1, derivation == nil {
      guard branch.narrow(in: &arena), branch.propagate(in: &arena) else { return }
    }
    if derivation == nil, let choice = TaggedChoice(branch, in: &arena) {
      return explore(choice, branch, component, wanted, into: &result)
    }
    guard lookAhead(&branch) else { return }
    guard let choice = branch.open.indices.min(by: { branch.open[$0].count < branch.open[$1].count }) else {
      result.formUnion(leaf(branch.asserted, component, wanted))
      if result.list.count >= wanted { result.isComplete = false }
      return
    }
    if branch.open.count > 3, isContradictory(branch, component, &result) { return }
    let alternatives = branch.open.remove(at: choice)
    for alternative in alternatives {
      if result.list.count >= wanted {
        result.isComplete = false
        return
      }
      if let reason = budget.exhausted {
        result.isComplete = false
        result.unknown = result.unknown ?? reason
        return
      }
      var next = branch
      if next.assert(alternative, in: &arena) {
        explore(next, component, wanted, into: &result)
      }
      // What follows need not cover this alternative again.
      branch.refute(alternative)
    }
  }

  /// How many constraints are looked at in one step.
  private static let literalsPerStep = 64

  /// Looks for members in each of some alternatives that a member tells apart: what one has is in no other, so that
  /// nothing that failed need be kept in mind.
  private mutating func explore(
    _ choice: TaggedChoice, _ branch: Branch, _ component: Shape.Component, _ wanted: Int,
    into result: inout Values
  ) {
    for (place, alternative) in choice.alternatives.enumerated() {
      if result.list.count >= wanted {
        result.isComplete = false
        return
      }
      if let reason = budget.exhausted {
        result.isComplete = false
        result.unknown = result.unknown ?? reason
        return
      }
      var next = branch
      next.open = choice.open(beside: place)
      if next.assert(alternative.formula, in: &arena) {
        explore(next, component, wanted, into: &result)
      }
    }
  }

  /// Drops alternatives that contradict the branch as soon as they are asserted, and asserts the only ones
  /// that are left; returns false where none is.
  ///
  /// So a long disjunction that fails everywhere is not tried again in each combination of the others.
  private mutating func lookAhead(_ branch: inout Branch) -> Bool {
    // What it takes to assert one alternative: a copy of the branch, and a look at what is open.
    let effort = branch.open.count + branch.asserted.count / 64
    guard branch.open.count > 1, branch.openSize * effort <= 1 << 20 else { return true }
    var place = 0
    while place < branch.open.count {
      let alternatives = branch.open[place]
      guard budget.spend(1 + alternatives.count * effort / 16) else { return true }
      let live = alternatives.filter { alternative in
        var next = branch
        next.open.remove(at: place)
        return next.assert(alternative, in: &arena) && next.propagate(in: &arena)
      }
      if live.isEmpty { return false }
      if live.count == 1 {
        branch.open.remove(at: place)
        guard branch.assert(live[0], in: &arena), branch.propagate(in: &arena) else { return false }
        place = 0
        continue
      }
      branch.open[place] = live
      place += 1
    }
    return true
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
