import HandoffSchema

/// Breaks one constraint in a value.
struct Mutator {
  let target: MutationTarget
  private let site: MutationSite
  private let record: (any ValueOperator)?

  init(plan: GenerationPlan, target: MutationTarget, surroundings: MutationSurroundings = .none) {
    self.target = target
    site = MutationSite(id: target.node, plan: plan, surroundings: surroundings)
    record = target.operation.record as? any ValueOperator
  }

  /// Ways of breaking the constraint in a value, simplest first; empty where the value gives no handle.
  func changes(of value: JSONValue) -> [Change] {
    record?.changes(of: value, target.aim, at: site) ?? []
  }
}
