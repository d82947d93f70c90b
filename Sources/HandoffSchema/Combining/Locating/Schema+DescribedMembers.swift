extension Schema {
  /// Whether the schema says something of the member at a pointer: by its name, by a pattern, or of all members alike.
  ///
  /// An object that is only open describes no further members. What is applied in place counts as in ``memberPointers(limit:)``.
  ///
  /// - Complexity: O(*n* · *d*) in the size of the schema and the length of the pointer.
  package func describes(_ pointer: JSONPointer) -> Bool {
    var nodes = [graph.root]
    for (position, token) in pointer.tokens.enumerated() {
      let found = graph.descriptions(of: token, in: nodes)
      if position == pointer.tokens.count - 1 { return found.isNamed || !found.schemas.isEmpty }
      nodes = found.schemas
    }
    return true
  }
}

extension SchemaGraph {
  /// The schemas that objects accepted at some locations have for a member, and whether some object asks for it.
  fileprivate func descriptions(of name: String, in roots: [NodeID]) -> (schemas: [NodeID], isNamed: Bool) {
    var schemas: [NodeID] = []
    var isNamed = false
    for object in describing(from: roots).compactMap({ nodes[$0].object }) {
      var own = object.schema(of: name).map { [$0] } ?? []
      own += object.patternProperties.filter { $0.pattern.matches(name) }.map(\.schema)
      if own.isEmpty {
        own = [object.additionalProperties, object.unevaluatedProperties].compactMap(\.self).filter {
          nodes[$0].always != true
        }
      }
      schemas += own.filter { nodes[$0].always != false }
      if object.required.contains(where: { $0.hasSameCodePoints(as: name) }) { isNamed = true }
    }
    return (schemas, isNamed)
  }
}
