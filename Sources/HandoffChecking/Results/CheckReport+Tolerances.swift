public import HandoffFuzzing

extension CheckReport {
  /// Leaves out, of tolerances that were asked for on all handoffs at once, those that one of them needed.
  ///
  /// - Parameter operations: The operators that were tolerated on every handoff.
  public mutating func forgiveTolerances(_ operations: [MutationOperator]) {
    let run = handoffs.filter { $0.notRun == nil }
    let needed = operations.filter { operation in
      run.contains { !$0.campaign.unneededTolerances.contains(operation) }
    }
    for index in handoffs.indices {
      handoffs[index].campaign.unneededTolerances.removeAll { needed.contains($0) }
    }
  }
}
