import HandoffSchema

/// What tells one branch of a `oneOf` from another at a glance: its types, its values, and a required member
/// with a constant.
struct BranchSign {
  private var types: TypeSet = .all
  private var values: Set<JSONValue>?
  private var tags: [ExactString: Set<JSONValue>] = [:]

  /// References that are followed, so that a circle ends.
  private static let references = 16

  /// Reads the signs of a node and of what it refers to.
  init(_ id: SchemaGraph.NodeID, _ graph: SchemaGraph) {
    var next: SchemaGraph.NodeID? = id
    for _ in 0..<Self.references {
      guard let id = next else { return }
      let node = graph[id]
      types.formIntersection(node.always == false ? [] : node.types)
      if let found = Self.values(of: node) {
        values = found
        types.formIntersection(found.reduce(into: []) { $0.formUnion(TypeSet(of: $1)) })
      }
      if let object = node.object, node.types == .object {
        for name in object.required {
          guard let schema = object.schema(of: name), let constants = Self.values(of: graph[schema]) else {
            continue
          }
          tags[ExactString(name)] = constants
        }
      }
      next = node.logic?.reference
    }
  }

  private static func values(of node: SchemaNode) -> Set<JSONValue>? {
    node.constant.map { [$0] } ?? node.enumeration.map { Set($0) }
  }

  /// Whether no value can match both.
  func excludes(_ other: BranchSign) -> Bool {
    if types.isDisjoint(with: other.types) { return true }
    if let values, let theirs = other.values { return values.isDisjoint(with: theirs) }
    return tags.contains { name, constants in other.tags[name]?.isDisjoint(with: constants) == true }
  }
}
