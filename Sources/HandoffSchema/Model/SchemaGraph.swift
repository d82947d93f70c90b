/// A schema with all it refers to: the one structure that validation, generation, mutation and the set
/// algebra work on.
///
/// Nodes stand in one flat array and name each other by index, so cycles through `$ref` cost nothing and no
/// walk needs the call stack. Older drafts have been rewritten to the words of 2020-12.
package struct SchemaGraph: Sendable {
  /// The place of a node in ``nodes``.
  package typealias NodeID = Int

  /// All nodes that the root can reach, each schema location once.
  package var nodes: [SchemaNode]
  /// The node of the schema itself.
  package var root: NodeID
  /// True where a node has a dynamic reference, so that evaluation must remember how it got where it is.
  package var isDynamic = false

  package init(nodes: [SchemaNode], root: NodeID) {
    self.nodes = nodes
    self.root = root
  }

  package subscript(id: NodeID) -> SchemaNode { nodes[id] }
}
