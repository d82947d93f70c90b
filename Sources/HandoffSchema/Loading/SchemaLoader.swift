/// Reads a schema document into a ``SchemaGraph``.
///
/// Nodes are numbered as they are met and read in that order, so nothing recurses. Everything that only
/// identifiers and references need (URIs, the index of anchors, the table of places) is made when the first
/// of them is met: most schemas have none.
struct SchemaLoader {
  /// The deepest nesting of a schema in its document, in reference tokens; the parser's default limit allows
  /// no more either.
  static let nestingLimit = 512
  /// The most characters of a number in `enum`, `const` and the keywords for numbers.
  static let numberLengthLimit = 1_000
  /// The most documents that one schema may be spread over.
  static let documentLimit = 10_000

  let options: SchemaOptions
  var nodes: [SchemaNode] = []
  /// For each node what to read, and the resource that it belongs to.
  var sources: [(value: JSONValue, resource: Int)] = []
  var resources: [SchemaResource] = []
  var documents: [LoadedDocument] = []

  /// The node of each location; kept from the first reference on.
  var places: [SchemaPlace: SchemaGraph.NodeID]?
  /// The resources below their documents' roots.
  var resourceAtPlace: [SchemaPlace: Int] = [:]
  var resourceByURI: [ExactString: Int] = [:]
  var anchors: [AnchorName: Anchor] = [:]
  /// Each name's dynamic anchors in document order.
  var dynamicAnchors: [ExactString: [(resource: Int, pointer: JSONPointer)]] = [:]
  /// The nodes whose `$dynamicRef` may be redefined.
  var dynamicNodes: [SchemaGraph.NodeID] = []
  var customRules: [ExactString: DialectRules] = [:]
  var hasReferences = false
  /// Why names of members are open, where the first such pattern stands.
  var firstUnreadNames: SchemaError?
  /// For each node those that it leads to, in the order in which they were met; kept on request.
  var edges: [[SchemaGraph.NodeID]]?
  /// The nodes that could not be read, where reading goes on after them.
  private(set) var failures: [SchemaGraph.NodeID: SchemaError] = [:]

  /// Reads the schema at a place of a document.
  ///
  /// - Throws: ``SchemaError`` for the first place that is not a schema.
  /// - Complexity: O(*n*) in the size of what the place reaches.
  static func load(
    document: JSONValue, at pointer: JSONPointer, options: SchemaOptions
  ) throws(SchemaError) -> SchemaGraph {
    var loader = SchemaLoader(options: options)
    return try loader.run(document: document, at: pointer)
  }

  init(options: SchemaOptions) {
    self.options = options
  }

  private mutating func run(document: JSONValue, at pointer: JSONPointer) throws(SchemaError) -> SchemaGraph {
    let base = options.baseURI.isEmpty ? "" : URIReference(options.baseURI).withoutFragment
    let resource = try addDocument(document, name: "", uri: base, isSchema: pointer.tokens.isEmpty)
    if pointer.tokens.isEmpty {
      _ = try node(for: document, resource: resource, pointer: .root)
    } else {
      _ = try node(at: pointer, from: resource, text: "#\(pointer)", referrer: .root, document: 0)
    }
    try readAll()
    while try addDynamicTargets() { try readAll() }
    finishDynamicReferences()
    // Which members are evaluated would depend on what nobody can tell.
    if let firstUnreadNames, nodes.contains(where: { $0.object?.unevaluatedProperties != nil }) {
      throw firstUnreadNames
    }
    if hasReferences { try checkProgress() }
    var graph = SchemaGraph(nodes: nodes, root: 0)
    graph.isDynamic = nodes.contains { $0.logic?.dynamicReference != nil }
    if graph.isDynamic { try checkDynamicProgress(graph) }
    return graph
  }

  private mutating func readAll() throws(SchemaError) {
    while read < nodes.count {
      try readNode(read)
      read += 1
    }
  }

  /// Reads all nodes, and notes those that cannot be read.
  mutating func readWhatCanBeRead() {
    while read < nodes.count {
      do throws(SchemaError) {
        try readNode(read)
      } catch {
        failures[read] = error
      }
      read += 1
    }
  }

  /// How many nodes have been read.
  private var read = 0
}

extension SchemaLoader {
  /// Makes the node of a location unless there is one.
  mutating func node(
    for value: JSONValue, resource parent: Int, pointer: JSONPointer
  ) throws(SchemaError) -> SchemaGraph.NodeID {
    let document = resources[parent].document
    let place = SchemaPlace(document: document, pointer: pointer)
    if let places, let known = places[place] { return known }
    switch value {
    case .bool, .object: break
    default:
      throw SchemaError(
        reason: .notASchema(found: value.brief), uri: documents[document].name, pointer: pointer)
    }
    guard pointer.tokens.count <= Self.nestingLimit else {
      throw SchemaError(
        reason: .limit("a schema may be nested at most \(Self.nestingLimit) levels deep"),
        uri: documents[document].name, pointer: pointer)
    }
    let resource = try self.resource(of: value, at: pointer, parent: parent)
    let owner = resources[resource]
    let inner =
      owner.pointer.tokens.isEmpty || owner.outer != nil
      ? pointer : JSONPointer(tokens: Array(pointer.tokens.dropFirst(owner.pointer.tokens.count)))
    let id = nodes.count
    nodes.append(
      SchemaNode(location: SchemaLocation(base: owner.base, pointer: inner, documentPointer: pointer)))
    sources.append((value, resource))
    edges?.append([])
    places?[place] = id
    return id
  }

  /// The resource that a schema belongs to: a new one where it carries an identifier.
  mutating func resource(
    of value: JSONValue, at pointer: JSONPointer, parent: Int
  ) throws(SchemaError) -> Int {
    // The root's own identifier was read with the document.
    guard case .object(let members) = value, !pointer.tokens.isEmpty else { return parent }
    let owner = resources[parent]
    let isHeld = isHeld(pointer, in: owner.document)
    guard isHeld || members.members.contains(where: { $0.key == "$id" || $0.key == "id" }) else {
      return parent
    }
    let place = SchemaPlace(document: owner.document, pointer: pointer)
    if let known = resourceAtPlace[place] { return known }
    var rules = owner.rules
    if case .string(let dialect) = members["$schema"] {
      rules = try self.rules(
        of: dialect, uri: documents[owner.document].name, pointer: pointer.appending("$schema"))
    }
    let uri = self.identifier(in: members, rules: rules, base: owner.base)
    guard isHeld || uri != nil else { return parent }
    resources.append(
      SchemaResource(
        base: uri ?? owner.base, document: owner.document, pointer: pointer, rules: rules,
        outer: uri == nil ? parent : nil))
    let id = resources.count - 1
    resourceAtPlace[place] = id
    return id
  }

  /// Whether the schema at a pointer is read as if it had a document of its own.
  func isHeld(_ pointer: JSONPointer, in document: Int) -> Bool {
    // Asked for every object of a schema: nothing is copied.
    if documents[document].isHost { return options.hosts?.holdSchema(at: pointer) == true }
    return documents[document].isContainer && documents[document].held.contains(pointer)
  }

  /// The absolute URI that a schema gives itself, or `nil` where it gives none.
  func identifier(in members: JSONObject, rules: DialectRules, base: String) -> String? {
    if rules.referenceHidesSiblings, members["$ref"] != nil { return nil }
    guard case .string(let text) = members[rules.identifierKeyword] else { return nil }
    let reference = URIReference(text)
    // Up to draft-07 an identifier that is only a fragment is an anchor.
    if reference.withoutFragment.isEmpty { return nil }
    return reference.resolved(against: URIReference(base)).withoutFragment
  }

  /// Takes a document in.
  ///
  /// - Parameters:
  ///   - root: Its value.
  ///   - name: What errors call it.
  ///   - uri: The URI that it was found under, without fragment.
  ///   - isSchema: False where only a place inside is known to be a schema; the root's own `$schema` then
  ///     counts only where it names a dialect.
  /// - Returns: The resource of its root.
  /// - Throws: ``SchemaError`` for a `$schema` that is not known.
  mutating func addDocument(
    _ root: JSONValue, name: String, uri: String, isSchema: Bool = true
  ) throws(SchemaError) -> Int {
    var rules = DialectRules(dialect: options.dialect)
    var base = uri
    if case .object(let members) = root {
      if case .string(let dialect) = members["$schema"] {
        if isSchema {
          rules = try self.rules(of: dialect, uri: name, pointer: JSONPointer(tokens: ["$schema"]))
        } else if let known = DialectRules.standard(URIReference(dialect).withoutFragment) {
          rules = DialectRules(dialect: known)
        }
      } else if isSchema, let found = members["$schema"] {
        throw SchemaError(
          reason: .wrongKeywordValue(keyword: "$schema", found: found.brief, allowed: "the URI of a dialect"),
          uri: name, pointer: JSONPointer(tokens: ["$schema"]))
      }
      base = identifier(in: members, rules: rules, base: uri) ?? uri
    }
    documents.append(
      LoadedDocument(
        name: name, root: root, isHost: options.hosts?.include(root) == true,
        isContainer: options.hosts?.includeContainer(root) == true, entries: [(.root, resources.count)]))
    resources.append(
      SchemaResource(base: base, document: documents.count - 1, pointer: .root, rules: rules))
    return resources.count - 1
  }
}
