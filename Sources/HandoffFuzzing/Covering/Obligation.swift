import HandoffSchema

/// One thing that valid payloads must have shown: a keyword at its boundary, a branch, a member there and not there.
///
/// What must have been broken is a ``MutationTarget``.
struct Obligation: Sendable, Hashable {
  /// What is to be shown of a node.
  enum Kind: Sendable, Hashable {
    case leastNumber, greatestNumber
    case shortestText, longestText
    case fewestItems, mostItems
    case fewestMembers, mostMembers
    /// One of the values that `enum` lists.
    case listed(JSONValue)
    /// The branch of an `anyOf`, `oneOf` or `if` that the node is.
    case branch
    case present(String), absent(String)
  }

  var node: SchemaGraph.NodeID
  var kind: Kind
}

extension Obligation {
  /// Everything that payloads of a schema must have shown, in breadth-first order.
  ///
  /// - Complexity: O(*n*) in the size of the graph.
  static func all(in plan: GenerationPlan) -> [Obligation] {
    let graph = plan.graph
    guard graph.nodes.indices.contains(graph.root) else { return [] }
    var seen = Set([graph.root])
    var open = [graph.root]
    var next = 0
    var result: [Obligation] = []
    while next < open.count {
      let id = open[next]
      next += 1
      result += obligations(of: graph[id], id, plan)
      graph[id].forEachChild { child in
        if plan.facts.cost[child] != NodeFacts.impossible, seen.insert(child).inserted { open.append(child) }
      }
    }
    return result
  }

  /// Values of one `enum`, and branches of one `anyOf` or `oneOf`, that are shown one by one.
  private static let choiceLimit = 64

  private static func obligations(
    of node: SchemaNode, _ id: SchemaGraph.NodeID, _ plan: GenerationPlan
  ) -> [Obligation] {
    guard node.always == nil else { return [] }
    var kinds: [Kind] = []
    if let numeric = node.numeric {
      if numeric.minimum != nil || numeric.exclusiveMinimum != nil { kinds.append(.leastNumber) }
      if numeric.maximum != nil || numeric.exclusiveMaximum != nil { kinds.append(.greatestNumber) }
    }
    if node.string?.minLength ?? 0 > 0 { kinds.append(.shortestText) }
    if node.string?.maxLength != nil { kinds.append(.longestText) }
    if node.array?.minItems ?? 0 > 0 { kinds.append(.fewestItems) }
    if node.array?.maxItems != nil { kinds.append(.mostItems) }
    if node.object?.minProperties ?? 0 > 0 { kinds.append(.fewestMembers) }
    if node.object?.maxProperties != nil { kinds.append(.mostMembers) }
    kinds += (node.enumeration ?? []).prefix(choiceLimit).map(Kind.listed)
    if let object = node.object { kinds += members(of: object, plan) }
    return kinds.map { Obligation(node: id, kind: $0) }
      + branches(of: node).filter { plan.facts.cost[$0] != NodeFacts.impossible }
      .map { Obligation(node: $0, kind: .branch) }
  }

  private static func members(of object: ObjectKeywords, _ plan: GenerationPlan) -> [Kind] {
    let required = Set(object.required.map { ExactString($0) })
    return object.properties.flatMap { property -> [Kind] in
      guard !required.contains(ExactString(property.key)),
        plan.facts.cost[property.schema] != NodeFacts.impossible
      else { return [] }
      return [.present(property.key), .absent(property.key)]
    }
  }

  private static func branches(of node: SchemaNode) -> [SchemaGraph.NodeID] {
    guard let logic = node.logic else { return [] }
    var result: [SchemaGraph.NodeID] = []
    for list in [logic.anyOf, logic.oneOf] where list.count > 1 { result += list.prefix(choiceLimit) }
    if let condition = logic.condition { result += [condition.then, condition.otherwise].compactMap(\.self) }
    return result
  }

  /// The obligation in words, for coverage: the schema's location and what is to be shown there.
  func label(in graph: SchemaGraph) -> String {
    let pointer = graph[node].location.documentPointer
    let place = pointer.tokens.isEmpty ? "(root)" : pointer.description
    return "\(place): \(kind)"
  }
}

extension Obligation.Kind: CustomStringConvertible {
  var description: String {
    switch self {
    case .leastNumber: "valid at the least number"
    case .greatestNumber: "valid at the greatest number"
    case .shortestText: "valid at the least length"
    case .longestText: "valid at the greatest length"
    case .fewestItems: "valid with the fewest items"
    case .mostItems: "valid with the most items"
    case .fewestMembers: "valid with the fewest members"
    case .mostMembers: "valid with the most members"
    case .listed(let value): "valid with \(Excerpt.of(value, limit: 40))"
    case .branch: "valid by this branch"
    case .present(let name): "valid with \"\(name)\""
    case .absent(let name): "valid without \"\(name)\""
    }
  }
}
