extension SchemaLoader {
  /// Makes nodes of the dynamic anchors that the references read so far may be led to.
  ///
  /// - Returns: False when nothing was added.
  mutating func addDynamicTargets() throws(SchemaError) -> Bool {
    guard !dynamicNodes.isEmpty else { return false }
    updateIndex()
    let before = nodes.count
    var reached = [Bool](repeating: false, count: resources.count)
    for source in sources { reached[source.resource] = true }
    var seen: Set<ExactString> = []
    for id in dynamicNodes {
      guard let anchor = nodes[id].logic?.dynamicReference?.anchor else { continue }
      guard seen.insert(ExactString(anchor)).inserted else { continue }
      for target in dynamicAnchors[ExactString(anchor)] ?? [] where reached[target.resource] {
        _ = try node(of: target)
      }
    }
    return nodes.count > before
  }

  /// Lists each dynamic reference's targets; one that has no choice becomes a plain reference.
  mutating func finishDynamicReferences() {
    var reached = [Bool](repeating: false, count: resources.count)
    for source in sources { reached[source.resource] = true }
    for id in dynamicNodes {
      guard var logic = nodes[id].logic, var dynamic = logic.dynamicReference else { continue }
      for target in dynamicAnchors[ExactString(dynamic.anchor)] ?? [] where reached[target.resource] {
        let place = SchemaPlace(document: resources[target.resource].document, pointer: target.pointer)
        guard let schema = places?[place] else { continue }
        dynamic.overrides.append((resources[target.resource].base, schema))
      }
      if dynamic.overrides.allSatisfy({ $0.schema == dynamic.initial }), logic.reference == nil {
        logic.reference = dynamic.initial
        logic.referenceKeyword = dynamic.keyword
        logic.dynamicReference = nil
      } else {
        logic.dynamicReference = dynamic
      }
      nodes[id].logic = logic
    }
  }

  private mutating func node(
    of target: (resource: Int, pointer: JSONPointer)
  ) throws(SchemaError) -> SchemaGraph.NodeID {
    let root = resources[target.resource].pointer.tokens.count
    let inner = JSONPointer(tokens: Array(target.pointer.tokens.dropFirst(root)))
    return try node(
      at: inner, from: target.resource, text: "#\(target.pointer)", referrer: target.pointer,
      document: resources[target.resource].document)
  }
}
