/// Tells compiled schemas apart by the storage that all copies of one share.
///
/// Valid only while a copy is alive.
struct SchemaIdentity: Hashable, Sendable {
  private let address: UInt
  private let root: SchemaGraph.NodeID

  init(_ graph: SchemaGraph) {
    address = graph.nodes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    root = graph.root
  }
}

extension Schema {
  var identity: SchemaIdentity { SchemaIdentity(graph) }
}
