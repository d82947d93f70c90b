extension Schema {
  /// The objects that arise where one payload of each part is put together into one object.
  ///
  /// The object has the members of all payloads; payloads that bring one member with different values cannot
  /// be put together, and neither can payloads that are no objects. Parts that take members that they do not
  /// mention may bring any such member.
  ///
  /// - Parameter parts: The schemas of the payloads; what a schema of plain members says counts once however
  ///   often it stands here.
  /// - Returns: The schema of the objects. Where it is not exact, it accepts more than these.
  /// - Complexity: O(*n*) in the sizes of the parts as long as few of them mention the same names.
  package static func merged(_ parts: [Schema]) -> (schema: Schema, isExact: Bool) {
    var assembly = SchemaAssembly()
    let roots = parts.map { assembly.add($0) }
    if let root = roots.first, roots.count == 1 {
      var objects = SchemaAssembly.blank()
      objects.types = .object
      let all = assembly.nodes[root].types == .object ? root : assembly.all([root, assembly.add(objects)])
      return (assembly.schema(root: all, json: ["type": "object", "allOf": .array(parts.map(\.json))]), true)
    }
    let reader = MergeReader(graph: SchemaGraph(nodes: assembly.nodes, root: 0))
    var read: [SchemaGraph.NodeID: MergePart] = [:]
    var found: [MergePart] = []
    for (root, schema) in zip(roots, parts) {
      if let known = read[root] {
        // Two payloads of plain members together are one more; two that were chosen differently may not be.
        if known.kind == .conditional { found.append(known) }
        continue
      }
      guard let part = reader.read(root, isDynamic: schema.graph.isDynamic) else {
        return (Schema(.anyOf([])), true)
      }
      read[root] = part
      found.append(part)
    }
    var merge = SchemaMerge(found, reader, assembly)
    let root = merge.run()
    return (merge.assembly.schema(root: root, json: merge.json), merge.isExact)
  }
}
