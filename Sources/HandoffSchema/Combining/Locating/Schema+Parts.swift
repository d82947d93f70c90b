extension Schema {
  /// The values that can stand as elements of an array inside payloads.
  ///
  /// - Parameter pointer: Where the array is; tokens are names of members or indices of elements.
  /// - Returns: A schema of the elements, which accepts nothing where there can be no array; `nil` where the schema says
  ///   nothing of an array there. Where it is not exact, it may accept values that never stand there; it accepts all
  ///   that do.
  package func parts(at pointer: JSONPointer) -> (schema: Schema, isExact: Bool)? {
    var walk = PartsWalk(self)
    for token in pointer.tokens { guard walk.enter(token) else { return nil } }
    return walk.elements()
  }
}

/// The way through a schema to the elements of an array.
struct PartsWalk {
  typealias NodeID = SchemaGraph.NodeID

  /// What locations say of a value that is one step further in.
  private enum Word {
    /// There is none.
    case never
    case anything
    case schema(NodeID)
  }

  private let schema: Schema
  private var assembly = SchemaAssembly()
  /// The location of the value reached.
  private var current: NodeID
  private var isExact: Bool
  /// Whether no payload has a value there.
  private var isImpossible = false

  /// Where that many members are required beside the one that is looked for, their values are not looked for.
  private static let siblingLimit = 64
  /// How long a value of a required member is looked for.
  private static let siblingSteps = 2_000

  init(_ schema: Schema) {
    self.schema = schema
    current = assembly.add(schema)
    // Outside of its document a location may mean something else.
    isExact = !schema.graph.isDynamic
  }

  /// Goes a step further in.
  ///
  /// - Returns: False where nothing is said of a value there.
  mutating func enter(_ token: String) -> Bool {
    if isImpossible { return true }
    if isExact { isExact = isFree(token) }
    let order = SchemaGraph(nodes: assembly.nodes, root: 0).inPlace(from: current)
    var words: [NodeID: Word] = [:]
    for id in order.reversed() { words[id] = word(at: id, own: member(token, id), words) }
    switch words[current] {
    case .schema(let next)?: current = next
    case .never?: isImpossible = true
    case .anything?, nil: return false
    }
    return true
  }

  /// Ends the way at the elements of the array.
  mutating func elements() -> (schema: Schema, isExact: Bool)? {
    guard !isImpossible, allowsArray else { return (Schema(.anyOf([])), true) }
    if isExact { isExact = elementsAreFree }
    let order = SchemaGraph(nodes: assembly.nodes, root: 0).inPlace(from: current)
    var words: [NodeID: Word] = [:]
    for id in order.reversed() { words[id] = word(at: id, own: elements(id), words) }
    guard describesArray else { return nil }
    switch words[current] {
    case .schema(let root)? where !schema.graph.isDynamic:
      return (assembly.schema(root: root, json: json(of: root)), isExact)
    case .schema?, .anything?, nil: return (Schema(.allOf([])), isExact && !schema.graph.isDynamic)
    case .never?: return (Schema(.anyOf([])), isExact)
    }
  }

  private var allowsArray: Bool {
    SchemaGraph(nodes: assembly.nodes, root: 0).conjunction(from: current).allSatisfy {
      assembly.nodes[$0].types.contains(.array)
    }
  }

  private var describesArray: Bool {
    SchemaGraph(nodes: assembly.nodes, root: 0).describing(from: [current]).contains { id in
      let node = assembly.nodes[id]
      return node.array != nil || node.types != .all && node.types.contains(.array)
        || node.listed?.contains { $0.arrayValue != nil } ?? false
    }
  }

  // The words of the document, where the location is one of it.
  private func json(of id: NodeID) -> JSONValue {
    let graph = schema.graph
    guard id < graph.nodes.count else { return true }
    let location = graph[id].location
    let start = graph[graph.root].location
    let depth = start.documentPointer.tokens.count
    guard location.base.hasSameCodePoints(as: start.base),
      JSONPointer(tokens: Array(location.documentPointer.tokens.prefix(depth))) == start.documentPointer
    else { return true }
    return schema.json[JSONPointer(tokens: Array(location.documentPointer.tokens.dropFirst(depth)))] ?? true
  }
}

// MARK: - What is said

extension PartsWalk {
  /// What a location says with all that it applies in place; `not`, `if` and `dependentSchemas` are passed over.
  private mutating func word(at id: NodeID, own: Word, _ words: [NodeID: Word]) -> Word {
    let node = assembly.nodes[id]
    var all = [own] + node.conjuncts.map { words[$0] ?? .anything }
    guard let logic = node.logic else { return own }
    if !logic.anyOf.isEmpty { all.append(any(logic.anyOf.map { words[$0] ?? .anything })) }
    if !logic.oneOf.isEmpty { all.append(any(logic.oneOf.map { words[$0] ?? .anything })) }
    if let choice = logic.condition {
      all.append(any([choice.then, choice.otherwise].map { $0.flatMap { words[$0] } ?? .anything }))
    }
    return self.all(all)
  }

  private mutating func all(_ words: [Word]) -> Word {
    var schemas: [NodeID] = []
    for word in words {
      switch word {
      case .never: return .never
      case .anything: break
      case .schema(let id): schemas.append(id)
      }
    }
    if schemas.isEmpty { return .anything }
    let id = assembly.all(schemas)
    return assembly.nodes[id].always.map { $0 ? .anything : .never } ?? .schema(id)
  }

  private mutating func any(_ words: [Word]) -> Word {
    var schemas: [NodeID] = []
    for word in words {
      switch word {
      case .never: break
      case .anything: return .anything
      case .schema(let id): schemas.append(id)
      }
    }
    if schemas.isEmpty { return .never }
    if schemas.contains(where: { assembly.nodes[$0].always == true }) { return .anything }
    let id = assembly.any(schemas)
    return assembly.nodes[id].always == false ? .never : .schema(id)
  }

  private mutating func listed(_ values: [JSONValue]) -> Word {
    if values.isEmpty { return .never }
    var node = SchemaAssembly.blank()
    node.enumeration = values
    if values.count > SchemaNode.enumerationIndexedFrom { node.enumerationIndex = Set(values) }
    return .schema(assembly.add(node))
  }

  /// What the location's own keywords say of a member, or of an element where the token spells an index.
  private mutating func member(_ token: String, _ id: NodeID) -> Word {
    let node = assembly.nodes[id]
    if let always = node.always { return always ? .anything : .never }
    var choices: [Word] = []
    if node.types.contains(.object) {
      let keywords = node.object ?? ObjectKeywords()
      let clause = MergePart.Clause(
        patterns: keywords.patternProperties.map { ($0.pattern, $0.schema) },
        otherwise: keywords.additionalProperties)
      let named = keywords.schema(of: token)
      let others = clause.schemas(of: token, isNamed: named != nil)
      choices.append(all((others + [named].compactMap(\.self)).map { .schema($0) }))
    }
    if node.types.contains(.array), let index = JSONPointer.arrayIndex(token) {
      let keywords = node.array ?? ArrayKeywords()
      let isNamed = index < keywords.prefixItems.count
      let schema = isNamed ? keywords.prefixItems[index] : keywords.items
      choices.append(index < keywords.maxItems ?? .max ? all(schema.map { [.schema($0)] } ?? []) : .never)
    }
    let said = any(choices)
    guard let values = node.listed else { return said }
    let pointer = JSONPointer(tokens: [token])
    return all([said, listed(values.compactMap { $0[pointer] })])
  }

  /// What the location's own keywords say of the elements of an array.
  private mutating func elements(_ id: NodeID) -> Word {
    let node = assembly.nodes[id]
    if let always = node.always { return always ? .anything : .never }
    guard node.types.contains(.array) else { return .never }
    let keywords = node.array ?? ArrayKeywords()
    let most = max(0, keywords.maxItems ?? .max)
    var choices = keywords.prefixItems.prefix(most).map { all([.schema($0)]) }
    if most > keywords.prefixItems.count { choices.append(all(keywords.items.map { [.schema($0)] } ?? [])) }
    let said = any(choices)
    guard let values = node.listed else { return said }
    return all([said, listed(values.flatMap { $0.arrayValue ?? [] })])
  }
}

// MARK: - What could rule a value out

extension PartsWalk {
  /// Says whether each value that is said to be possible at a member does occur there.
  private func isFree(_ token: String) -> Bool {
    let reader = MergeReader(graph: SchemaGraph(nodes: assembly.nodes, root: 0))
    guard let part = reader.read(current, isDynamic: false), part.kind == .plain,
      part.unevaluatedIsSaid(of: token, reader)
    else { return false }
    let types = part.order.reduce(TypeSet.all) { $0.intersection(assembly.nodes[$1].types) }
    if types.contains(.array), JSONPointer.arrayIndex(token) != nil { return false }
    let siblings = part.members.filter { part.requires($0.name) && !$0.name.hasSameCodePoints(as: token) }
    guard siblings.count <= Self.siblingLimit else { return false }
    return siblings.allSatisfy { !$0.isRefused && isInhabited($0.schemas) }
  }

  private func isInhabited(_ schemas: [NodeID]) -> Bool {
    let schemas = schemas.filter { assembly.nodes[$0].always != true }
    if schemas.isEmpty { return true }
    let parts = schemas.map {
      SchemaExpression.schema(Schema(json: true, graph: SchemaGraph(nodes: assembly.nodes, root: $0)))
    }
    let options = ComparisonOptions(stepLimit: Self.siblingSteps)
    return SchemaExpression.allOf(parts).emptiness(options: options).witness != nil
  }

  /// Says whether each value that is said to be possible as an element does occur.
  private var elementsAreFree: Bool {
    let graph = SchemaGraph(nodes: assembly.nodes, root: 0)
    let order = graph.inPlace(from: current)
    guard order.count == graph.conjunction(from: current).count else { return false }
    var described: [ArrayKeywords] = []
    for id in order {
      guard graph[id].listed == nil, graph[id].always != false else { return false }
      if let keywords = graph[id].array { described.append(keywords) }
    }
    let least = described.compactMap(\.minItems).max() ?? 0
    let most = described.compactMap(\.maxItems).min() ?? .max
    guard
      described.allSatisfy({ !$0.uniqueItems && $0.contains == nil && $0.unevaluatedItems == nil }),
      most >= max(1, least)
    else { return false }
    let prefix = described.map(\.prefixItems.count).max() ?? 0
    if prefix == 0 { return true }
    guard described.count == 1, most > max(prefix, least), prefix <= Self.siblingLimit else { return false }
    return (described[0].prefixItems + [described[0].items].compactMap(\.self)).allSatisfy {
      isInhabited([$0])
    }
  }
}

extension MergePart {
  /// True where `propertyNames` does not refuse the name and `unevaluatedProperties` says nothing of it.
  fileprivate func unevaluatedIsSaid(of name: String, _ reader: MergeReader) -> Bool {
    guard let index = indices[ExactString(name)], !members[index].isRefused else { return false }
    return order.allSatisfy { id in
      Remainder(at: id, in: reader.graph)?.mayEvaluate(name, in: reader.graph) ?? true
    }
  }
}
