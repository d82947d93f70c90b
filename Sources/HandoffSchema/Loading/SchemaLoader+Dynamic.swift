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
    // One list for all references to an anchor.
    var known: [ExactString: [(base: String, schema: SchemaGraph.NodeID)]] = [:]
    for id in dynamicNodes {
      guard var logic = nodes[id].logic, var dynamic = logic.dynamicReference else { continue }
      let anchor = ExactString(dynamic.anchor)
      dynamic.overrides = known[anchor] ?? overrides(of: anchor, reached: reached)
      known[anchor] = dynamic.overrides
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

  private func overrides(
    of anchor: ExactString, reached: [Bool]
  ) -> [(base: String, schema: SchemaGraph.NodeID)] {
    (dynamicAnchors[anchor] ?? []).compactMap { target in
      guard reached[target.resource] else { return nil }
      let place = SchemaPlace(document: resources[target.resource].document, pointer: target.pointer)
      return places?[place].map { (resources[target.resource].base, $0) }
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
