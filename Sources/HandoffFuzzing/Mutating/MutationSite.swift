import HandoffSchema

/// A node of a schema, with what operators ask about it.
struct MutationSite {
  let id: SchemaGraph.NodeID
  let plan: GenerationPlan
  let surroundings: MutationSurroundings

  var node: SchemaNode { plan.graph[id] }
  /// Whether the node describes the whole payload.
  var isRoot: Bool { id == plan.graph.root }
  /// The types that a value can have, as far as `type`, `enum`, `const`, `$ref` and `allOf` say.
  var effectiveTypes: TypeSet { plan.facts.types[id] }

  // What the node itself says of types; a node without `type` says nothing and loses nothing.
  var isTyped: Bool { node.types != .all }
  var takesString: Bool { node.types.contains(.string) }
  var takesNumber: Bool { !node.types.isDisjoint(with: .number) }

  /// Whether the node itself names types and numbers are the only ones beside null.
  var isNumeric: Bool { isTyped && takesNumber && !takesString }

  /// Whether no value at all matches a schema.
  func isImpossible(_ id: SchemaGraph.NodeID) -> Bool { plan.facts.cost[id] == NodeFacts.impossible }

  /// The values that the node lists by `const` or `enum`; `nil` where it lists none.
  var listed: [JSONValue]? { node.constant.map { [$0] } ?? node.enumeration }

  /// The properties of the node and of what it refers to or takes together, each name once.
  var properties: [(key: String, schema: SchemaGraph.NodeID)] {
    var found: [(key: String, schema: SchemaGraph.NodeID)] = []
    var known = Set<ExactString>()
    for part in plan.graph.conjuncts(of: id) {
      for property in plan.graph[part].object?.properties ?? []
      where known.insert(ExactString(property.key)).inserted {
        found.append(property)
      }
    }
    return found
  }
}

extension SchemaGraph {
  /// More schemas of one value than this are not followed.
  private static let conjunctLimit = 64

  /// A node with everything that `$ref` and `allOf` apply to the same value, nearest first.
  func conjuncts(of id: NodeID) -> [NodeID] {
    var result = [id]
    var seen = Set(result)
    var next = 0
    while next < result.count, result.count < Self.conjunctLimit {
      let logic = self[result[next]].logic
      next += 1
      for child in (logic?.allOf ?? []) + [logic?.reference].compactMap(\.self)
      where seen.insert(child).inserted {
        result.append(child)
      }
    }
    return result
  }
}
