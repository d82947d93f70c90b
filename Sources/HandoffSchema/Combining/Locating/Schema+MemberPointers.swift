extension Schema {
  /// Pointers of the members that the schema names, required or not, each before those inside it.
  ///
  /// Members of nested objects are included down to six names, through all keywords that apply schemas in place
  /// but `not`; those inside arrays are not, and neither are members that the schema never allows.
  ///
  /// - Parameter limit: The most pointers; the first ones in the order of the document are kept.
  /// - Returns: The pointers, each once.
  /// - Complexity: O(*n* · `limit`) in the size of the schema at worst.
  package func memberPointers(limit: Int) -> [JSONPointer] {
    var result: [JSONPointer] = []
    var stack = [(pointer: JSONPointer.root, nodes: [graph.root])]
    while result.count < limit, let top = stack.popLast() {
      if !top.pointer.tokens.isEmpty { result.append(top.pointer) }
      guard top.pointer.tokens.count < Self.memberPointerDepth else { continue }
      let members = graph.namedMembers(of: top.nodes)
      stack += members.reversed().map { (top.pointer.appending($0.name), $0.schemas) }
    }
    return result
  }

  /// The most tokens of a member's pointer; recursive schemas have members of any depth.
  private static let memberPointerDepth = 6
}

extension SchemaGraph {
  /// The members that objects accepted at all of the locations may have by name, with the schemas of their values.
  fileprivate func namedMembers(of roots: [NodeID]) -> [(name: String, schemas: [NodeID])] {
    var members: [(name: String, schemas: [NodeID])] = []
    var indices: [ExactString: Int] = [:]
    func note(_ name: String, _ schema: NodeID?) {
      let index = indices[ExactString(name)] ?? members.count
      if index == members.count {
        indices[ExactString(name)] = index
        members.append((name, []))
      }
      if let schema { members[index].schemas.append(schema) }
    }
    for object in describing(from: roots).compactMap({ nodes[$0].object }) {
      for property in object.properties { note(property.key, property.schema) }
      for name in object.required { note(name, nil) }
    }
    let refused = refusedNames(roots)
    return members.filter { member in
      let isNever = !member.schemas.isEmpty && member.schemas.allSatisfy { nodes[$0].always == false }
      return !isNever && !refused.contains(ExactString(member.name))
    }
  }

  /// The names that each of the locations refuses whatever else holds.
  private func refusedNames(_ roots: [NodeID]) -> Set<ExactString> {
    var result: Set<ExactString>?
    for root in roots {
      let properties = conjunction(from: root).flatMap { nodes[$0].object?.properties ?? [] }
      let refused = Set(
        properties.filter { nodes[$0.schema].always == false }.map { ExactString($0.key) })
      result = result?.intersection(refused) ?? refused
    }
    return result ?? []
  }
}
