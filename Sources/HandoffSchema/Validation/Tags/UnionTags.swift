/// What tells the alternatives of a schema's unions apart, for those of them whose members do.
struct UnionTags: Sendable {
  /// A union: a node and its keyword.
  struct Key: Hashable {
    var node: SchemaGraph.NodeID
    var isOneOf: Bool
  }

  private var trees: [Key: TagTree] = [:]

  subscript(node: SchemaGraph.NodeID, isOneOf isOneOf: Bool) -> TagTree? {
    trees[Key(node: node, isOneOf: isOneOf)]
  }

  mutating func note(_ tree: TagTree, at node: SchemaGraph.NodeID, isOneOf: Bool) {
    if tree.asksForMembers { trees[Key(node: node, isOneOf: isOneOf)] = tree }
  }
}
