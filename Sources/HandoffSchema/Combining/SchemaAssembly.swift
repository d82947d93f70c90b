/// A graph that grows out of compiled schemas and of nodes that combine them.
struct SchemaAssembly {
  typealias NodeID = SchemaGraph.NodeID

  private(set) var nodes: [SchemaNode] = []
  private(set) var isDynamic = false
  /// The schemas taken in; their storage identifies them.
  private var parts: [Schema] = []
  private var roots: [SchemaIdentity: NodeID] = [:]
  private var booleans: [Bool: NodeID] = [:]

  /// The base of nodes that no document holds.
  ///
  /// No resource has it, so that a dynamic reference of a part never finds its anchor in a combination.
  private static let base = "urn:handoff:combined"

  /// The root of a schema in this graph; a schema is taken in once.
  ///
  /// - Complexity: O(*n*) in the number of its nodes, the first time.
  mutating func add(_ schema: Schema) -> NodeID {
    if let known = roots[schema.identity] { return known }
    let offset = nodes.count
    let graph = schema.graph
    for node in graph.nodes {
      var copy = node
      if offset > 0 { copy.renumber { $0 + offset } }
      if graph.isDynamic, let anchor = copy.logic?.dynamicReference?.anchor {
        // The same name in two documents means two anchors.
        copy.logic?.dynamicReference?.anchor = "\(anchor)\u{0}\(parts.count)"
      }
      nodes.append(copy)
    }
    isDynamic = isDynamic || graph.isDynamic
    parts.append(schema)
    roots[schema.identity] = graph.root + offset
    return graph.root + offset
  }

  /// Takes a node in.
  mutating func add(_ node: SchemaNode) -> NodeID {
    nodes.append(node)
    return nodes.count - 1
  }

  /// Replaces a node that was taken in.
  mutating func replace(_ id: NodeID, with node: SchemaNode) {
    nodes[id] = node
  }

  /// A node without keywords, to be filled; its location says by which keywords a combination applies it.
  static func blank(_ tokens: String...) -> SchemaNode {
    let pointer = JSONPointer(tokens: tokens)
    return SchemaNode(location: SchemaLocation(base: base, pointer: pointer, documentPointer: pointer))
  }

  /// The schema `true` or `false`.
  mutating func boolean(_ value: Bool) -> NodeID {
    if let known = booleans[value] { return known }
    var node = Self.blank()
    node.always = value
    let id = add(node)
    booleans[value] = id
    return id
  }

  /// A schema that refuses members or elements, named after the keyword that applies it.
  mutating func refusal(by keyword: String) -> NodeID {
    var node = Self.blank(keyword)
    node.always = false
    return add(node)
  }

  /// A location with keywords for objects only, which takes every other value.
  mutating func object(_ fill: (inout ObjectKeywords) -> Void) -> NodeID {
    var keywords = ObjectKeywords()
    fill(&keywords)
    var node = Self.blank()
    node.object = keywords
    return add(node)
  }

  /// The one value.
  mutating func constant(_ value: JSONValue) -> NodeID {
    var node = Self.blank()
    node.constant = value
    return add(node)
  }

  /// The values that all schemas accept: each is counted once, and `true` not at all.
  mutating func all(_ ids: [NodeID]) -> NodeID {
    let distinct = distinct(ids, without: true)
    if let only = distinct.first, distinct.count == 1 { return only }
    if distinct.isEmpty { return boolean(true) }
    if distinct.contains(where: { nodes[$0].always == false }) { return boolean(false) }
    var node = Self.blank()
    node.logic = LogicKeywords()
    node.logic?.allOf = distinct
    return add(node)
  }

  /// The values that any schema accepts: each is counted once, and `false` not at all.
  mutating func any(_ ids: [NodeID]) -> NodeID {
    let distinct = distinct(ids, without: false)
    if let only = distinct.first, distinct.count == 1 { return only }
    if distinct.isEmpty { return boolean(false) }
    var node = Self.blank()
    node.logic = LogicKeywords()
    node.logic?.anyOf = distinct
    return add(node)
  }

  /// The values that a schema refuses.
  mutating func none(of id: NodeID) -> NodeID {
    if let always = nodes[id].always { return boolean(!always) }
    var node = Self.blank()
    node.logic = LogicKeywords()
    node.logic?.not = id
    return add(node)
  }

  private func distinct(_ ids: [NodeID], without neutral: Bool) -> [NodeID] {
    var seen: Set<NodeID> = []
    return ids.filter { nodes[$0].always != neutral && seen.insert($0).inserted }
  }

  /// The finished schema; that of a single part where nothing was added to it.
  ///
  /// - Parameters:
  ///   - root: The node that is the schema.
  ///   - json: The same in words; called only where it is needed.
  /// - Returns: The schema.
  consuming func schema(root: NodeID, json: @autoclosure () -> JSONValue) -> Schema {
    if let part = parts.first, part.graph.nodes.count == nodes.count, part.graph.root == root { return part }
    var graph = SchemaGraph(nodes: nodes, root: root)
    graph.isDynamic = isDynamic
    return Schema(json: json(), graph: graph)
  }
}
