extension SchemaLoader {
  /// Enters the identifiers and anchors of everything that is known to be a schema into the tables.
  ///
  /// Only places that keywords lead to are looked at: an `$id` within an `enum` names nothing.
  /// - Complexity: O(*n*) in the size of what was not yet indexed.
  mutating func updateIndex() {
    var document = 0
    while document < documents.count {
      while documents[document].indexed < documents[document].entries.count {
        let entry = documents[document].entries[documents[document].indexed]
        documents[document].indexed += 1
        index(entry.pointer, of: document, resource: entry.resource)
      }
      document += 1
    }
  }

  private mutating func index(_ pointer: JSONPointer, of document: Int, resource: Int) {
    guard let start = documents[document].root[pointer] else { return }
    var stack: [(value: JSONValue, pointer: JSONPointer, resource: Int)] = [(start, pointer, resource)]
    var children: [(value: JSONValue, pointer: JSONPointer, resource: Int)] = []
    while let (value, pointer, parent) = stack.popLast() {
      guard case .object(let members) = value, pointer.tokens.count <= Self.nestingLimit else { continue }
      // A part that cannot be read matters only when something leads there, and is reported then.
      guard let resource = try? self.resource(of: value, at: pointer, parent: parent) else { continue }
      register(members, at: pointer, resource: resource)
      children.removeAll(keepingCapacity: true)
      for member in members {
        guard let shape = Keyword.named(member.key)?.shape, shape != .plain else { continue }
        let below = pointer.appending(member.key)
        switch (shape, member.value) {
        case (.schemaMap, .object(let schemas)):
          for schema in schemas { children.append((schema.value, below.appending(schema.key), resource)) }
        case (.schemaArray, .array(let schemas)), (.schemaOrArray, .array(let schemas)):
          for (place, schema) in schemas.enumerated() {
            children.append((schema, below.appending(place), resource))
          }
        case (.schema, .object), (.schemaOrArray, .object): children.append((member.value, below, resource))
        default: break
        }
      }
      // The first child is looked at first, so that tables are in document order.
      stack.append(contentsOf: children.reversed())
    }
  }

  private mutating func register(_ members: JSONObject, at pointer: JSONPointer, resource: Int) {
    let owner = resources[resource]
    if owner.pointer == pointer {
      let uri = ExactString(owner.base)
      if owner.outer == nil, resourceByURI[uri] == nil { resourceByURI[uri] = resource }
      if owner.rules.dialect == .draft2019, members["$recursiveAnchor"] == .bool(true) {
        dynamicAnchors["", default: []].append((resource, pointer))
      }
    }
    if owner.rules.referenceHidesSiblings {
      if members["$ref"] == nil, case .string(let text) = members[owner.rules.identifierKeyword],
        let fragment = URIReference(text).fragment, !fragment.isEmpty
      {
        let anchor = AnchorName(resource: resource, name: ExactString(fragment))
        anchors[anchor] = Anchor(pointer: pointer, isDynamic: false)
      }
      return
    }
    if case .string(let name) = members["$anchor"] {
      anchors[AnchorName(resource: resource, name: ExactString(name))] = Anchor(
        pointer: pointer, isDynamic: false)
    }
    if owner.rules.dialect == .draft2020, case .string(let name) = members["$dynamicAnchor"] {
      anchors[AnchorName(resource: resource, name: ExactString(name))] = Anchor(
        pointer: pointer, isDynamic: true)
      dynamicAnchors[ExactString(name), default: []].append((resource, pointer))
    }
  }
}
