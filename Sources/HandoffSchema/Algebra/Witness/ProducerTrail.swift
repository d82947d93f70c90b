/// Follows a payload through the producer's schema, to say where the schema speaks of a place.
struct ProducerTrail {
  private let graph: SchemaGraph
  private let schema: Schema

  init(_ schema: Schema) {
    self.schema = schema
    graph = schema.graph
  }

  /// The schema location that says most about the value at a place of the payload, or `nil` where the
  /// producer says nothing about it.
  func location(of place: JSONPointer, in payload: JSONValue) -> String? {
    var nodes = inPlace(graph.root, payload)
    var value = payload
    for token in place.tokens {
      var next: [SchemaGraph.NodeID] = []
      let child: JSONValue?
      switch value {
      case .object(let members):
        child = members[token]
        for node in nodes { next += self.members(graph.nodes[node], token) }
      case .array(let items):
        let index = JSONPointer.arrayIndex(token) ?? 0
        child = items.indices.contains(index) ? items[index] : nil
        for node in nodes { next += elements(graph.nodes[node], index) }
      default: return nil
      }
      guard let child else { return nil }
      value = child
      nodes = next.flatMap { inPlace($0, child) }
    }
    let speaking = nodes.first { says(graph.nodes[$0], about: value) }
    return speaking.map { graph.nodes[$0].location.uri }
  }

  private func members(_ node: SchemaNode, _ name: String) -> [SchemaGraph.NodeID] {
    guard let object = node.object else { return [] }
    var result: [SchemaGraph.NodeID] = []
    if let schema = object.schema(of: name) { result.append(schema) }
    result += object.patternProperties.filter { $0.pattern.matches(name) }.map(\.schema)
    if result.isEmpty, let schema = object.additionalProperties { result.append(schema) }
    return result
  }

  private func elements(_ node: SchemaNode, _ index: Int) -> [SchemaGraph.NodeID] {
    guard let array = node.array else { return [] }
    if index < array.prefixItems.count { return [array.prefixItems[index]] }
    return array.items.map { [$0] } ?? []
  }

  /// A schema with those that it applies to the same value and that accept it.
  private func inPlace(_ start: SchemaGraph.NodeID, _ value: JSONValue) -> [SchemaGraph.NodeID] {
    var result: [SchemaGraph.NodeID] = []
    var waiting = [start]
    while let id = waiting.popLast(), result.count < 64 {
      if result.contains(id) { continue }
      result.append(id)
      guard let logic = graph.nodes[id].logic else { continue }
      waiting += (logic.anyOf + logic.oneOf).filter { schema.isValid(value, at: $0) }
      waiting += logic.allOf
      waiting += [logic.reference, logic.dynamicReference?.initial].compactMap(\.self)
    }
    return result
  }

  private func says(_ node: SchemaNode, about value: JSONValue) -> Bool {
    if node.types != .all || node.enumeration != nil || node.constant != nil { return true }
    switch value {
    case .number: return node.numeric != nil
    case .string: return node.string != nil
    case .array: return node.array != nil
    case .object: return node.object != nil
    case .null, .bool: return false
    }
  }
}
