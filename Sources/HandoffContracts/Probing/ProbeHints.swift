internal import HandoffSchema

/// What a contract says of the values at a pointer, to be offered to a type that is probed.
struct ProbeHints {
  private static let valueLimit = 1_000
  private static let depthLimit = 32

  private let schema: Schema?

  init(_ schema: Schema?) {
    self.schema = schema
  }

  /// The values that the contract lists at a pointer, and whether those are all: of very many not every one is tried.
  func values(at pointer: JSONPointer) -> (values: [JSONValue], areAll: Bool) {
    var result: [JSONValue] = []
    var seen: Set<JSONValue> = []
    for node in nodes(at: pointer) {
      for value in (node.enumeration ?? []) + (node.constant.map { [$0] } ?? []) {
        guard seen.insert(value).inserted else { continue }
        guard result.count < Self.valueLimit else { return (result, false) }
        result.append(value)
      }
    }
    return (result, true)
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
  func describes(_ pointer: JSONPointer) -> Bool { !nodes(at: pointer).isEmpty }

  private func nodes(at pointer: JSONPointer) -> [SchemaNode] {
    guard let schema, pointer.tokens.count <= Self.depthLimit else { return [] }
    var nodes = closure([schema.graph.root], schema.graph)
    for token in pointer.tokens {
      var next: [SchemaNode.NodeID] = []
      for node in nodes {
        if let array = node.array { next += elements(of: array, at: token) }
        guard let object = node.object else { continue }
        if let property = object.properties.first(where: { $0.key.hasSameCodePoints(as: token) }) {
          next.append(property.schema)
        } else if let further = object.additionalProperties,
          Self.isEvery(token) || schema.graph[further].always == nil
        {
          next.append(further)
        }
      }
      nodes = closure(next, schema.graph)
    }
    return nodes
  }

  /// The nodes of the elements that a token stands for: those at its index, or all.
  private func elements(of array: ArrayKeywords, at token: String) -> [SchemaNode.NodeID] {
    let items = array.items.map { [$0] } ?? []
    if Self.isEvery(token) { return array.prefixItems + items }
    guard let index = JSONPointer.arrayIndex(token) else { return [] }
    return index < array.prefixItems.count ? [array.prefixItems[index]] : items
  }

  /// Whether a token stands for every element, as it does in a type that is probed.
  private static func isEvery(_ token: String) -> Bool { token.hasSameCodePoints(as: "*") }

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
