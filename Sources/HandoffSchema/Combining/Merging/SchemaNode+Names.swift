extension SchemaNode {
  /// The values that `const` or `enum` lists, as far as both agree; `nil` where neither stands.
  var listed: [JSONValue]? {
    guard let constant else { return enumeration }
    guard let enumeration else { return [constant] }
    return enumeration.contains(constant) ? [constant] : []
  }

  /// The names of members that the location's own keywords mention, some more than once.
  var mentionedNames: [String] {
    var result = listed?.flatMap { $0.objectValue?.keys ?? [] } ?? []
    guard let object else { return result }
    result += object.properties.map(\.key) + object.required
    for dependency in object.dependentRequired { result += [dependency.key] + dependency.required }
    return result + object.dependentSchemas.map(\.key)
  }

  /// True where a keyword has something to say about every name.
  var looksAtEveryName: Bool {
    guard let object else { return listed != nil }
    return listed != nil || !object.patternProperties.isEmpty || object.additionalProperties != nil
      || object.propertyNames != nil
  }
}

extension SchemaGraph {
  /// True where the location's own keywords take no object.
  func refusesObjects(_ id: NodeID) -> Bool {
    let node = nodes[id]
    return node.always == false || !node.types.contains(.object)
      || node.listed?.allSatisfy { $0.objectValue == nil } ?? false
  }

  /// The names that an object must have to be accepted.
  ///
  /// - Parameter order: What the first location applies in place.
  /// - Returns: The names, as far as they can be read from the keywords.
  func requiredNames(_ order: [NodeID]) -> Set<ExactString> {
    var known: [NodeID: Set<ExactString>] = [:]
    func common(_ sets: [Set<ExactString>]) -> Set<ExactString> {
      guard let first = sets.first else { return [] }
      return sets.dropFirst().reduce(first) { $0.intersection($1) }
    }
    func common(ofBranches ids: [NodeID]) -> Set<ExactString> {
      common(ids.filter { !refusesObjects($0) }.map { known[$0] ?? [] })
    }
    for id in order.reversed() {
      let node = nodes[id]
      var names = Set(node.object?.required.map { ExactString($0) } ?? [])
      if let listed = node.listed {
        names.formUnion(common(listed.compactMap(\.objectValue).map { Set($0.keys.map { ExactString($0) }) }))
      }
      for inner in node.conjuncts { names.formUnion(known[inner] ?? []) }
      if let logic = node.logic {
        names.formUnion(common(ofBranches: logic.anyOf))
        names.formUnion(common(ofBranches: logic.oneOf))
      }
      known[id] = names
    }
    return order.first.flatMap { known[$0] } ?? []
  }
}
