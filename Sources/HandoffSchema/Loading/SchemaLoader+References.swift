extension SchemaLoader {
  /// Where a reference leads.
  struct Target {
    var node: SchemaGraph.NodeID
    /// The dynamic anchor that was named, if one was.
    var dynamicAnchor: String?
  }

  /// Finds the node that a reference means.
  ///
  /// - Throws: ``SchemaError`` with reason `unresolvedReference`, or what is wrong with the target.
  mutating func target(of text: String, keyword: String, in node: SchemaGraph.NodeID) throws(SchemaError)
    -> Target
  {
    startPlaces()
    let source = sources[node].resource
    let referrer = nodes[node].location.documentPointer.appending(keyword)
    let document = resources[source].document
    var resource = source
    var fragment: String
    if text.utf8.first == UInt8(ascii: "#") {
      // The usual case, which needs no URI.
      fragment = String(text.utf8.dropFirst()) ?? ""
    } else {
      let reference = URIReference(text)
      fragment = reference.fragment ?? ""
      let uri = reference.resolved(against: URIReference(resources[source].base)).withoutFragment
      if !uri.hasSameCodePoints(as: resources[source].base) {
        guard let found = try self.resource(named: uri) else {
          throw SchemaError(
            reason: .unresolvedReference(text), uri: documents[document].name, pointer: referrer)
        }
        resource = found
      }
    }
    fragment = URIReference.percentDecoded(fragment)
    if fragment.isEmpty || fragment.utf8.first == UInt8(ascii: "/") {
      guard let pointer = JSONPointer(parsing: fragment) else {
        throw SchemaError(
          reason: .unresolvedReference(text), uri: documents[document].name, pointer: referrer)
      }
      // What a generator wrote names its own definitions; everything else is looked up in the manifest around it.
      if let outer = resources[resource].outer {
        let own = JSONPointer(tokens: resources[resource].pointer.tokens + pointer.tokens)
        if documents[resources[resource].document].root[own] == nil { resource = outer }
      }
      return Target(
        node: try self.node(at: pointer, from: resource, text: text, referrer: referrer, document: document))
    }
    updateIndex()
    if let outer = resources[resource].outer,
      anchors[AnchorName(resource: resource, name: ExactString(fragment))] == nil
    {
      resource = outer
    }
    guard let anchor = anchors[AnchorName(resource: resource, name: ExactString(fragment))] else {
      throw SchemaError(reason: .unresolvedReference(text), uri: documents[document].name, pointer: referrer)
    }
    let root = resources[resource].pointer.tokens.count
    let inner = JSONPointer(tokens: Array(anchor.pointer.tokens.dropFirst(root)))
    let id = try self.node(at: inner, from: resource, text: text, referrer: referrer, document: document)
    return Target(node: id, dynamicAnchor: anchor.isDynamic ? fragment : nil)
  }

  // From the first reference on, descending and referring must find each other's nodes.
  mutating func startPlaces() {
    hasReferences = true
    guard places == nil else { return }
    var table: [SchemaPlace: SchemaGraph.NodeID] = [:]
    table.reserveCapacity(nodes.count * 2)
    for (id, node) in nodes.enumerated() {
      let document = resources[sources[id].resource].document
      table[SchemaPlace(document: document, pointer: node.location.documentPointer)] = id
    }
    places = table
  }

  /// The resource of an absolute URI: in a document at hand, a bundled metaschema, or the resolver's.
  private mutating func resource(named uri: String) throws(SchemaError) -> Int? {
    updateIndex()
    if let known = resourceByURI[ExactString(uri)] { return known }
    guard let document = BundledMetaschemas.document(uri) ?? options.resolver?(uri) else { return nil }
    guard documents.count < Self.documentLimit else {
      throw SchemaError(
        reason: .limit("a schema may be spread over at most \(Self.documentLimit) documents"), uri: uri,
        pointer: .root)
    }
    let isHost = options.hosts?.include(document) == true
    let home = options.home?(uri) ?? uri
    let resource = try addDocument(document, name: home, uri: home, isSchema: !isHost)
    resourceByURI[ExactString(home)] = resource
    updateIndex()
    // A schema inside of the document, or the document itself.
    return resourceByURI[ExactString(uri)] ?? resource
  }

  /// The node at a pointer from a resource's root, noticing the identifiers on the way.
  mutating func node(
    at pointer: JSONPointer, from resource: Int, text: String, referrer: JSONPointer, document: Int
  ) throws(SchemaError) -> SchemaGraph.NodeID {
    let start = resources[resource]
    let full = JSONPointer(tokens: start.pointer.tokens + pointer.tokens)
    if let known = places?[SchemaPlace(document: start.document, pointer: full)] { return known }
    guard var value = documents[start.document].root[start.pointer] else {
      throw SchemaError(reason: .unresolvedReference(text), uri: documents[document].name, pointer: referrer)
    }
    var walked = start.pointer
    var owner = resource
    // What the place is known to hold; `nil` once the way left the known keywords.
    var shape: Keyword.Shape? = .schema
    var leftKeywords = false
    for (depth, token) in pointer.tokens.enumerated() {
      if depth > 0, shape == .schema { owner = try self.resource(of: value, at: walked, parent: owner) }
      let next: JSONValue?
      switch value {
      case .object(let members): next = members[token]
      case .array(let elements):
        next = JSONPointer.arrayIndex(token).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      default: next = nil
      }
      guard let next else {
        throw SchemaError(
          reason: .unresolvedReference(text), uri: documents[document].name, pointer: referrer)
      }
      switch shape {
      case .schema:
        switch (Keyword.named(token)?.shape, next) {
        case (.schemaOrArray, .array): shape = .schemaArray
        case (.schemaOrArray, _): shape = .schema
        case (.plain, _), (nil, _): shape = nil
        case (let known, _): shape = known
        }
      case .schemaArray, .schemaMap: shape = .schema
      default: shape = nil
      }
      value = next
      walked.tokens.append(token)
      if shape == nil {
        leftKeywords = true
        if isHeld(walked, in: start.document) { shape = .schema }
      }
    }
    if shape == nil, documents[start.document].isContainer { documents[start.document].held.insert(walked) }
    if leftKeywords || shape != .schema { documents[start.document].entries.append((walked, owner)) }
    return try node(for: value, resource: owner, pointer: walked)
  }
}
