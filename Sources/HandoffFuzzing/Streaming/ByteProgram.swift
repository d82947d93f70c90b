import HandoffSchema

/// A schema compiled for writing payloads as text without building them first.
///
/// What a node says by itself is compiled: values, bounds, lengths, patterns, elements and members. What several
/// schemas say together, or what can only be checked, is built value by value as everywhere else.
struct ByteProgram: Sendable {
  private(set) var nodes: [ByteNode] = []
  private(set) var pool = BytePool()
  /// Where values contain themselves, so that the depth has to be bounded.
  private(set) var isRecursive: [Bool] = []
  /// The node of the schema that each stands for; -1 where it is only a part of one.
  private(set) var ids: [SchemaGraph.NodeID] = []
  private(set) var root = 0
  private let plan: GenerationPlan
  private var known: [SchemaGraph.NodeID: Int] = [:]

  /// Compiles a schema.
  ///
  /// - Complexity: O(*n*) in the size of the schema.
  init(_ plan: GenerationPlan) {
    self.plan = plan
    // Recursion on the schema's own depth, which its reader has bounded.
    root = add(plan.graph.root, depth: 0)
  }

  /// Whether the whole payload is built after all.
  var isBuilt: Bool { if case .built = nodes[root] { true } else { false } }

  private static let deepest = 64

  private mutating func add(_ id: SchemaGraph.NodeID, depth: Int) -> Int {
    if let index = known[id] { return index }
    let index = nodes.count
    known[id] = index
    nodes.append(.built(id))
    isRecursive.append(plan.facts.isRecursive[id])
    ids.append(id)
    // What a dynamic reference means is known from the whole payload only.
    guard !plan.graph.isDynamic else { return index }
    if depth < Self.deepest, plan.facts.cost[id] != NodeFacts.impossible, let node = compiled(id, depth) {
      nodes[index] = node
    }
    return index
  }

  private mutating func add(_ node: ByteNode) -> Int {
    nodes.append(node)
    isRecursive.append(false)
    ids.append(-1)
    return nodes.count - 1
  }

  private mutating func compiled(_ id: SchemaGraph.NodeID, _ depth: Int) -> ByteNode? {
    let node = plan.node(id)
    // What was rewritten for building is checked where it stands in the schema, and only there.
    guard node.always == nil, id < plan.graph.nodes.count, plan.graph[id].logic?.not == nil,
      plan.graph[id].logic?.oneOf.isEmpty != false
    else { return nil }
    if let logic = node.logic { return combined(node, logic, depth) }
    if let values = node.constant.map({ [$0] }) ?? node.enumeration {
      let fitting = values.filter { plan.isValid($0, at: id) }
      return literals(fitting.map { Self.bytes(of: $0) })
    }
    // Without a type the schema says little, and the builder knows what is meant.
    guard node.types != .all else { return nil }
    // The cheapest stands first, and what has no end is left out: where there is no more room the first one is written.
    let types = PayloadBuilder.types(in: node.types).map {
      (type: $0, cost: plan.facts.cost(of: $0, in: node))
    }
    let possible = types.filter { $0.cost != NodeFacts.impossible }
    var branches: [ByteNode] = []
    for type in possible.enumerated().sorted(by: {
      ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset)
    }).map(\.element.type) {
      guard let branch = compiled(type, node, id, depth) else { return nil }
      branches.append(branch)
    }
    return choice(of: branches)
  }

  private mutating func literals(_ texts: [[UInt8]]) -> ByteNode? {
    texts.isEmpty ? nil : .literals(pool.add(texts: texts))
  }

  private mutating func choice(of branches: [ByteNode]) -> ByteNode? {
    guard branches.count > 1 else { return branches.first }
    let indices = branches.map { add($0) }
    return .choice(pool.add(nodes: indices))
  }

  /// A reference alone, or branches that nothing else constrains.
  private mutating func combined(_ node: SchemaNode, _ logic: LogicKeywords, _ depth: Int) -> ByteNode? {
    let isAlone =
      node.types == .all && node.constant == nil && node.enumeration == nil && node.numeric == nil
      && node.string == nil && node.array == nil && node.object == nil && logic.not == nil
      && logic.condition == nil && logic.dynamicReference == nil && logic.oneOf.isEmpty
    guard isAlone else { return nil }
    let targets = logic.allOf + [logic.reference].compactMap(\.self)
    if logic.anyOf.isEmpty, targets.count == 1 {
      let target = add(targets[0], depth: depth + 1)
      return .choice(pool.add(nodes: [target]))
    }
    guard targets.isEmpty else { return nil }
    let possible = logic.anyOf.filter { plan.facts.cost[$0] != NodeFacts.impossible }
    let ordered = possible.sorted { plan.facts.cost[$0] < plan.facts.cost[$1] }
    let branches = ordered.map { add($0, depth: depth + 1) }
    return branches.isEmpty ? nil : .choice(pool.add(nodes: branches))
  }

  private mutating func compiled(
    _ type: JSONType, _ node: SchemaNode, _ id: SchemaGraph.NodeID, _ depth: Int
  ) -> ByteNode? {
    switch type {
    case .null: return literals([Array("null".utf8)])
    case .boolean: return literals([Array("false".utf8), Array("true".utf8)])
    case .number: return number(node)
    case .string: return string(node, id)
    case .array: return array(node, depth)
    case .object: return object(node, depth)
    }
  }

  private mutating func number(_ node: SchemaNode) -> ByteNode? {
    let keywords = [node.numeric].compactMap(\.self)
    var parts: [ByteNode] = []
    if node.types.contains(.integer), let grid = NumberGrid(keywords, onlyIntegers: true) {
      if let range = ByteRange(grid) { parts.append(.integer(range)) }
    }
    if node.types.contains(.number) {
      guard let grid = NumberGrid(keywords, onlyIntegers: false), let range = ByteRange(grid) else {
        return nil
      }
      parts.append(.integer(range))
    }
    return node.types.contains(.integer) ? choice(of: parts) : nil
  }

  private mutating func string(_ node: SchemaNode, _ id: SchemaGraph.NodeID) -> ByteNode? {
    let keywords = node.string ?? StringKeywords()
    let (least, most) = (keywords.minLength ?? 0, keywords.maxLength ?? .max)
    guard least <= most, least <= PayloadBuilder.longestText else { return nil }
    if let pattern = keywords.pattern {
      guard keywords.format == nil else { return nil }
      return BytePattern.part(of: pattern, lengths: least...most, in: &pool).map(ByteNode.pattern)
    }
    if let format = keywords.format, let samples = FormatSamples.of(format) {
      let fitting = samples.map(JSONValue.string).filter { plan.isValid($0, at: id) }
      return literals(fitting.map { Self.bytes(of: $0) })
    }
    return keywords.formatAsserts ? nil : .text(least: least, most: most)
  }

  private mutating func array(_ node: SchemaNode, _ depth: Int) -> ByteNode? {
    guard let keywords = node.array else { return nil }
    guard keywords.contains == nil, keywords.unevaluatedItems == nil, !keywords.uniqueItems else {
      return nil
    }
    let (least, most) = (keywords.minItems ?? 0, keywords.maxItems ?? .max)
    guard least <= most, least <= PayloadBuilder.largestCount else { return nil }
    var end = most
    var front: [Int] = []
    for (index, schema) in keywords.prefixItems.enumerated() where index < end {
      if plan.facts.cost[schema] == NodeFacts.impossible { end = index }
      if index < end { front.append(add(schema, depth: depth + 1)) }
    }
    var rest: Int?
    if let items = keywords.items {
      if plan.facts.cost[items] == NodeFacts.impossible {
        end = min(end, keywords.prefixItems.count)
      } else {
        rest = add(items, depth: depth + 1)
      }
    }
    // Elements of any kind are for the builder.
    if rest == nil { end = min(end, front.count) }
    guard least <= end else { return nil }
    return .array(front: pool.add(nodes: front), rest: rest, least: least, most: end)
  }

  private mutating func object(_ node: SchemaNode, _ depth: Int) -> ByteNode? {
    guard let keywords = node.object else { return nil }
    guard keywords.patternProperties.isEmpty, keywords.unevaluatedProperties == nil,
      keywords.dependentRequired.isEmpty, keywords.dependentSchemas.isEmpty, keywords.minProperties == nil,
      keywords.maxProperties == nil
    else { return nil }
    let required = Set(keywords.required.map { ExactString($0) })
    guard keywords.required.allSatisfy({ keywords.schema(of: $0) != nil }) else { return nil }
    var members: [ByteMember] = []
    for (name, schema) in keywords.properties {
      let isRequired = required.contains(ExactString(name))
      guard plan.facts.cost[schema] != NodeFacts.impossible else {
        if isRequired { return nil }
        continue
      }
      if let rule = keywords.propertyNames, !plan.isValid(.string(name), at: rule) {
        if isRequired { return nil }
        continue
      }
      let value = add(schema, depth: depth + 1)
      members.append(ByteMember(key: pool.add(Self.key(name)), node: value, isRequired: isRequired))
    }
    var extraKeys: Range<Int> = 0..<0
    var extra = 0
    if let additional = keywords.additionalProperties, plan.facts.cost[additional] != NodeFacts.impossible {
      extraKeys = pool.add(texts: extraNames(keywords).map { Self.key($0) })
      extra = add(additional, depth: depth + 1)
    }
    return .object(members: pool.add(members: members), extraKeys: extraKeys, extra: extra)
  }

  private func extraNames(_ keywords: ObjectKeywords) -> [String] {
    var names = TextSamples.names
    if let rule = keywords.propertyNames {
      let listed = plan.graph[rule].enumeration ?? plan.graph[rule].constant.map { [$0] }
      if let listed { names = listed.compactMap(\.stringValue) }
      names.removeAll { !plan.isValid(.string($0), at: rule) }
    }
    return names.filter { keywords.schema(of: $0) == nil }
  }

  private static func key(_ name: String) -> [UInt8] { bytes(of: .string(name)) + [0x3A] }

  private static func bytes(of value: JSONValue) -> [UInt8] {
    var bytes: [UInt8] = []
    value.write(into: &bytes)
    return bytes
  }
}
