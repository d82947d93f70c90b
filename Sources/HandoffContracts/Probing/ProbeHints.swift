internal import HandoffSchema

/// What a contract says of the values at a pointer, to be offered to a type that is probed.
struct ProbeHints {
  private static let valueLimit = 64
  private static let depthLimit = 32

  private let schema: Schema?

  init(_ schema: Schema?) {
    self.schema = schema
  }

  /// The values that the contract lists at a pointer.
  func values(at pointer: JSONPointer) -> [JSONValue] {
    var result: [JSONValue] = []
    for node in nodes(at: pointer) {
      for value in (node.enumeration ?? []) + (node.constant.map { [$0] } ?? [])
      where result.count < Self.valueLimit && !result.contains(value) {
        result.append(value)
      }
    }
    return result
  }

  /// The names of the members that the contract describes at a pointer.
  func names(at pointer: JSONPointer) -> [String] {
    var result: [String] = []
    for node in nodes(at: pointer) {
      for property in node.object?.properties ?? []
      where !result.contains(where: { $0.hasSameCodePoints(as: property.key) }) {
        result.append(property.key)
      }
    }
    return result
  }

  /// Whether the contract describes what stands at a pointer into a payload.
  func describes(_ pointer: JSONPointer) -> Bool {
    let general = pointer.tokens.map { JSONPointer.arrayIndex($0) == nil ? $0 : "*" }
    return !nodes(at: JSONPointer(tokens: general)).isEmpty
  }

  private func nodes(at pointer: JSONPointer) -> [SchemaNode] {
    guard let schema, pointer.tokens.count <= Self.depthLimit else { return [] }
    var nodes = closure([schema.graph.root], schema.graph)
    for token in pointer.tokens {
      var next: [SchemaNode.NodeID] = []
      for node in nodes {
        if token == "*" {
          next += node.array?.items.map { [$0] } ?? []
          next += node.object?.additionalProperties.map { [$0] } ?? []
        } else if let property = node.object?.properties.first(where: { $0.key.hasSameCodePoints(as: token) })
        {
          next.append(property.schema)
        } else if let further = node.object?.additionalProperties, schema.graph[further].always == nil {
          next.append(further)
        }
      }
      nodes = closure(next, schema.graph)
    }
    return nodes
  }

  /// The nodes with all that stand for the same value: what they refer to and their branches.
  private func closure(_ start: [SchemaNode.NodeID], _ graph: SchemaGraph) -> [SchemaNode] {
    var open = start
    var seen: Set<SchemaNode.NodeID> = []
    var result: [SchemaNode] = []
    while let id = open.popLast(), result.count < 1_000 {
      guard seen.insert(id).inserted else { continue }
      let node = graph[id]
      result.append(node)
      guard let logic = node.logic else { continue }
      open += (logic.oneOf + logic.anyOf + logic.allOf).reversed()
      if let reference = logic.reference { open.append(reference) }
    }
    return result
  }
}
