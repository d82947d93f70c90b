import HandoffSchema

/// One constraint of one schema node, with one way of breaking it.
struct MutationTarget: Sendable, Hashable {
  /// The node whose constraint is to be broken.
  var node: SchemaGraph.NodeID
  var operation: MutationOperator
  var aim: MutationAim

  init(_ node: SchemaGraph.NodeID, _ operation: MutationOperator, _ aim: MutationAim = .whole) {
    self.node = node
    self.operation = operation
    self.aim = aim
  }
}

extension MutationTarget {
  /// Everything that can be broken in payloads of a schema: each constraint of each node that applies to
  /// some part of a payload, in breadth-first order.
  ///
  /// - Complexity: O(*n*) in the size of the graph.
  static func all(
    in plan: GenerationPlan, surroundings: MutationSurroundings = .none
  ) -> [MutationTarget] {
    let graph = plan.graph
    guard graph.nodes.indices.contains(graph.root) else { return [] }
    var seen = Set([graph.root])
    var open = [graph.root]
    var next = 0
    var targets: [MutationTarget] = []
    while next < open.count {
      let id = open[next]
      next += 1
      targets += constraints(at: MutationSite(id: id, plan: plan, surroundings: surroundings))
      let repeated = repeatedConstants(of: graph[id], graph)
      graph[id].forEachChild { child in
        if !repeated.contains(child), seen.insert(child).inserted { open.append(child) }
      }
    }
    return targets
  }

  /// The constants of one `anyOf` or `oneOf` that are broken one by one.
  static let constantLimit = 64

  /// Branches that are constants and nothing else, beyond the first ones: what breaks one of them breaks all, so they
  /// are one long enumeration.
  private static func repeatedConstants(of node: SchemaNode, _ graph: SchemaGraph) -> Set<SchemaGraph.NodeID>
  {
    guard let logic = node.logic, logic.anyOf.count + logic.oneOf.count > constantLimit else { return [] }
    let constants = (logic.anyOf + logic.oneOf).filter { graph[$0].constant != nil && graph[$0].logic == nil }
    return Set(constants.dropFirst(constantLimit))
  }

  private static func constraints(at site: MutationSite) -> [MutationTarget] {
    guard site.node.always == nil else { return [] }
    return MutationOperator.ofValues.flatMap { operation, record in
      record.aims(at: site).map { MutationTarget(site.id, operation, $0) }
    }
  }

  /// The constraint in words, for coverage: the schema's location, the operator, and the names if it has any.
  func label(in graph: SchemaGraph) -> String {
    let pointer = graph[node].location.documentPointer
    let place = pointer.tokens.isEmpty ? "(root)" : pointer.description
    let names = (aim.name.map { " \"\($0)\"" } ?? "") + (aim.other.map { " with \"\($0)\"" } ?? "")
    return "\(place): \(operation.name)\(names)"
  }
}
