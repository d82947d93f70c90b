import HandoffSchema

/// The member by which the branches of an `anyOf` or `oneOf` are told apart.
struct Discriminator {
  let name: String
  /// The branches that give the member one value each.
  let branches: [(node: SchemaGraph.NodeID, value: JSONValue)]

  private static let branchLimit = 64

  /// Finds it: the first member that at least two branches hold to different constants.
  init?(of node: SchemaNode, in plan: GenerationPlan) {
    guard let logic = node.logic else { return nil }
    let branches = (logic.oneOf.isEmpty ? logic.anyOf : logic.oneOf).prefix(Self.branchLimit)
    guard branches.count > 1 else { return nil }
    let constants = branches.map { Self.constants(of: $0, plan) }
    for candidate in constants.first ?? [] {
      let found = zip(branches, constants).compactMap { branch, members in
        members.first { $0.name.hasSameCodePoints(as: candidate.name) }.map {
          (node: branch, value: $0.value)
        }
      }
      guard Set(found.map(\.value)).count > 1 else { continue }
      name = candidate.name
      self.branches = found
      return
    }
    return nil
  }

  private static func constants(
    of branch: SchemaGraph.NodeID, _ plan: GenerationPlan
  ) -> [(name: String, value: JSONValue)] {
    let site = MutationSite(id: branch, plan: plan, surroundings: .none)
    return site.properties.compactMap { property in
      let values = plan.graph.conjuncts(of: property.schema).lazy.compactMap { id in
        plan.graph[id].constant.map { [$0] } ?? plan.graph[id].enumeration
      }.first
      guard let values, values.count == 1 else { return nil }
      return (property.key, values[0])
    }
  }
}
