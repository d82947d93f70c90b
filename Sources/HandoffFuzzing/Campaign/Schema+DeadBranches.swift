import HandoffSchema

extension Schema {
  /// The most branches that are looked at.
  private static let branchLimit = 64

  /// The same set of payloads without those branches of `anyOf` and `oneOf` that no payload of it needs.
  ///
  /// A guard usually leaves one of the shapes that a contract allows. Constraints of the others cannot be
  /// broken on that handoff, and a violation of them explains nothing. A branch goes only where that is proved
  /// to change nothing.
  func withoutDeadBranches() -> Schema {
    var algebra = SchemaAlgebra(options: ComparisonOptions(stepLimit: 20_000))
    var schema = self
    var looked = 0
    for id in graph.nodes.indices {
      for list in [\LogicKeywords.anyOf, \LogicKeywords.oneOf] {
        var place = 0
        while let branches = schema.graph[id].logic?[keyPath: list], branches.count > 1,
          place < branches.count
        {
          looked += 1
          guard looked <= Self.branchLimit else { return schema }
          var smaller = schema.graph
          smaller.nodes[id].logic?[keyPath: list].remove(at: place)
          let candidate = Schema(json: json, graph: smaller)
          if algebra.equivalence(of: schema, and: candidate).holds == true {
            schema = candidate
          } else {
            place += 1
          }
        }
      }
    }
    return schema
  }
}
