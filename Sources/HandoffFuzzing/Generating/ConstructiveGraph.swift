import HandoffSchema

/// The graph that payloads are built from: what a schema excludes is turned into what that leaves.
///
/// `not` becomes a choice of ways to break the schema below it, and a branch of `oneOf` is taken together with
/// the negation of those that could hold as well. The nodes of the schema keep their numbers; new ones follow. What has no
/// positive form (a pattern, `uniqueItems`, `unevaluatedItems` and the like) stays a `not` of that keyword
/// alone, and is checked.
struct ConstructiveGraph: Sendable {
  private(set) var graph: SchemaGraph
  /// For each new node that is a negation the node that must not hold.
  private(set) var negated: [SchemaGraph.NodeID: SchemaGraph.NodeID] = [:]
  /// For each `if` its negation.
  private(set) var conditions: [SchemaGraph.NodeID: SchemaGraph.NodeID] = [:]
  private var known: [SchemaGraph.NodeID: SchemaGraph.NodeID] = [:]
  private var open: [SchemaGraph.NodeID] = []
  /// What is negated is taken from here: the nodes of the other graph are rewritten already.
  private let original: SchemaGraph
  private var anything: SchemaGraph.NodeID?

  /// More new nodes than this are not made; the rest is left to the check.
  private static let nodeLimit = 20_000
  /// Branches of one `oneOf` beyond these are not told apart.
  private static let branchLimit = 300

  /// Rewrites a graph.
  ///
  /// - Complexity: O(*n*) in the size of the graph, and O(*b*²) in the branches of each `oneOf`.
  init(_ original: SchemaGraph) {
    graph = original
    self.original = original
    for id in original.nodes.indices {
      guard let logic = original[id].logic else { continue }
      var changed = logic
      if let excluded = logic.not, !Self.isPlain(original[excluded]) {
        changed.not = nil
        changed.allOf.append(negation(of: excluded))
      }
      if let condition = logic.condition {
        conditions[condition.condition] = negation(of: condition.condition)
      }
      if let apart = separated(logic.oneOf) {
        changed.oneOf = []
        changed.allOf.append(apart)
      }
      graph.nodes[id].logic = changed
    }
    while let next = open.popLast() { settle(next) }
  }

  /// Exclusions that the builder meets itself: values, types, one name.
  static func isPlain(_ node: SchemaNode) -> Bool {
    guard node.always == nil, node.logic == nil, node.numeric == nil, node.string == nil, node.array == nil
    else { return false }
    guard let object = node.object else { return true }
    return node.types == .all && node.constant == nil && node.enumeration == nil && object.required.count == 1
      && object.properties.isEmpty && object.patternProperties.isEmpty && object.additionalProperties == nil
      && object.propertyNames == nil && object.minProperties == nil && object.maxProperties == nil
      && object.dependentRequired.isEmpty && object.dependentSchemas.isEmpty
      && object.unevaluatedProperties == nil
  }

  /// The node of everything that a node refuses; its keywords are filled in later, so that recursion ends.
  private mutating func negation(of id: SchemaGraph.NodeID) -> SchemaGraph.NodeID {
    if let made = known[id] { return made }
    let node = add(SchemaNode(location: original[id].location))
    known[id] = node
    negated[node] = id
    open.append(id)
    return node
  }

  private mutating func add(_ node: SchemaNode) -> SchemaGraph.NodeID {
    graph.nodes.append(node)
    return graph.nodes.count - 1
  }

  private mutating func settle(_ id: SchemaGraph.NodeID) {
    guard let target = known[id] else { return }
    let location = original[id].location
    guard graph.nodes.count < Self.nodeLimit else {
      var logic = LogicKeywords()
      logic.not = id
      graph.nodes[target].logic = logic
      return
    }
    let alternatives = alternatives(to: id).map { draft -> SchemaGraph.NodeID in
      var node = draft
      node.location = location
      return add(node)
    }
    if let only = alternatives.first {
      var logic = LogicKeywords()
      if alternatives.count == 1 { logic.allOf = [only] } else { logic.anyOf = alternatives }
      graph.nodes[target].logic = logic
    } else {
      graph.nodes[target].always = false
    }
  }

  /// The ways to break a node, one keyword each.
  private mutating func alternatives(to id: SchemaGraph.NodeID) -> [SchemaNode] {
    let node = original[id]
    let location = node.location
    if let always = node.always { return always ? [] : [SchemaNode(location: location)] }
    var ways = NegationWays(location)
    ways.values(of: node)
    if let numeric = node.numeric { ways.numbers(numeric) }
    if let string = node.string { ways.strings(string) }
    var result = ways.nodes.map { resolved($0) }
    if let array = node.array { result += arrays(array, location) }
    if let object = node.object { result += objects(object, location) }
    if let logic = node.logic { result += combinations(logic, location) }
    return result
  }

  /// A way to break a keyword, with the keyword alone below a `not` where there is no other.
  private mutating func resolved(_ way: NegationWays.Way) -> SchemaNode {
    guard let excluded = way.excluded else { return way.node }
    var node = way.node
    var logic = LogicKeywords()
    logic.not = add(excluded)
    node.logic = logic
    return node
  }

  private mutating func arrays(_ keywords: ArrayKeywords, _ location: SchemaLocation) -> [SchemaNode] {
    var result: [ArrayKeywords] = []
    func way(_ change: (inout ArrayKeywords) -> Void) {
      var array = ArrayKeywords()
      change(&array)
      result.append(array)
    }
    if let least = keywords.minItems, least > 0 { way { $0.maxItems = least - 1 } }
    if let more = keywords.maxItems?.beyond { way { $0.minItems = more } }
    for (index, schema) in keywords.prefixItems.enumerated() {
      let wrong = negation(of: schema)
      let before = Array(repeating: any(location), count: index)
      way {
        $0.prefixItems = before + [wrong]
        $0.minItems = index + 1
      }
    }
    if let items = keywords.items {
      let wrong = negation(of: items)
      let before = Array(repeating: any(location), count: keywords.prefixItems.count)
      way {
        $0.prefixItems = before + [wrong]
        $0.minItems = before.count + 1
      }
    }
    if let contained = keywords.contains {
      let least = keywords.minContains ?? 1
      if least == 1 {
        let wrong = negation(of: contained)
        way { $0.items = wrong }
      } else if least > 1 {
        way {
          $0.contains = contained
          $0.minContains = 0
          $0.maxContains = least - 1
        }
      }
      if let more = keywords.maxContains?.beyond {
        way {
          $0.contains = contained
          $0.minContains = more
        }
      }
    }
    var nodes = result.map { array -> SchemaNode in
      var node = SchemaNode(location: location)
      node.types = .array
      node.array = array
      return node
    }
    if keywords.uniqueItems || keywords.unevaluatedItems != nil {
      var rest = ArrayKeywords()
      rest.uniqueItems = keywords.uniqueItems
      rest.unevaluatedItems = keywords.unevaluatedItems
      var excluded = SchemaNode(location: location)
      excluded.array = rest
      var least = ArrayKeywords()
      least.minItems = keywords.uniqueItems ? 2 : 1
      var node = SchemaNode(location: location)
      node.types = .array
      node.array = least
      var logic = LogicKeywords()
      logic.not = add(excluded)
      node.logic = logic
      nodes.append(node)
    }
    return nodes
  }

  private mutating func objects(_ keywords: ObjectKeywords, _ location: SchemaLocation) -> [SchemaNode] {
    var nodes: [SchemaNode] = []
    func way(_ change: (inout ObjectKeywords) -> Void, absent: SchemaGraph.NodeID? = nil) {
      var node = SchemaNode(location: location)
      var object = ObjectKeywords()
      change(&object)
      node.types = .object
      node.object = object
      if let absent {
        var logic = LogicKeywords()
        logic.not = absent
        node.logic = logic
      }
      nodes.append(node)
    }
    for name in keywords.required { way({ _ in }, absent: present(name, location)) }
    for (name, schema) in keywords.properties {
      let wrong = negation(of: schema)
      way {
        $0.required = [name]
        $0.properties = [(name, wrong)]
      }
    }
    for (pattern, schema) in keywords.patternProperties {
      let wrong = negation(of: schema)
      let nothing = never(location)
      way {
        $0.minProperties = 1
        $0.patternProperties = [(pattern, wrong)]
        $0.additionalProperties = nothing
      }
    }
    if let schema = keywords.additionalProperties {
      let (wrong, nothing) = (negation(of: schema), never(location))
      way {
        $0.minProperties = 1
        $0.properties = keywords.properties.map { ($0.key, nothing) }
        $0.patternProperties = keywords.patternProperties.map { ($0.pattern, nothing) }
        $0.additionalProperties = wrong
      }
    }
    if let names = keywords.propertyNames {
      let wrong = negation(of: names)
      way {
        $0.minProperties = 1
        $0.propertyNames = wrong
      }
    }
    if let least = keywords.minProperties, least > 0 { way { $0.maxProperties = least - 1 } }
    if let more = keywords.maxProperties?.beyond { way { $0.minProperties = more } }
    for (key, required) in keywords.dependentRequired {
      for name in required { way({ $0.required = [key] }, absent: present(name, location)) }
    }
    for (key, schema) in keywords.dependentSchemas {
      let wrong = negation(of: schema)
      way({ $0.required = [key] })
      var logic = LogicKeywords()
      logic.allOf = [wrong]
      nodes[nodes.count - 1].logic = logic
    }
    if let unevaluated = keywords.unevaluatedProperties {
      var rest = ObjectKeywords()
      rest.unevaluatedProperties = unevaluated
      var excluded = SchemaNode(location: location)
      excluded.object = rest
      let id = add(excluded)
      way({ $0.minProperties = 1 }, absent: id)
    }
    return nodes
  }

  private mutating func combinations(_ logic: LogicKeywords, _ location: SchemaLocation) -> [SchemaNode] {
    var result: [LogicKeywords] = []
    func all(_ ids: [SchemaGraph.NodeID]) {
      var together = LogicKeywords()
      together.allOf = ids
      result.append(together)
    }
    for child in logic.allOf { all([negation(of: child)]) }
    for branches in [logic.anyOf, logic.oneOf] where !branches.isEmpty {
      all(branches.map { negation(of: $0) })
    }
    // Two branches of `oneOf` break it too.
    for (one, other) in zip(logic.oneOf, logic.oneOf.dropFirst()).prefix(4) { all([one, other]) }
    if let excluded = logic.not { all([excluded]) }
    if let target = logic.reference { all([negation(of: target)]) }
    if let condition = logic.condition {
      if let then = condition.then { all([condition.condition, negation(of: then)]) }
      if let otherwise = condition.otherwise {
        all([negation(of: condition.condition), negation(of: otherwise)])
      }
    }
    if let dynamic = logic.dynamicReference {
      var excluded = SchemaNode(location: location)
      var reference = LogicKeywords()
      reference.dynamicReference = dynamic
      excluded.logic = reference
      var rest = LogicKeywords()
      rest.not = add(excluded)
      result.append(rest)
    }
    return result.map { logic in
      var node = SchemaNode(location: location)
      node.logic = logic
      return node
    }
  }

  private mutating func any(_ location: SchemaLocation) -> SchemaGraph.NodeID {
    if let anything { return anything }
    let made = add(SchemaNode(location: location))
    anything = made
    return made
  }

  private mutating func never(_ location: SchemaLocation) -> SchemaGraph.NodeID {
    var node = SchemaNode(location: location)
    node.always = false
    return add(node)
  }

  private mutating func present(_ name: String, _ location: SchemaLocation) -> SchemaGraph.NodeID {
    var node = SchemaNode(location: location)
    var object = ObjectKeywords()
    object.required = [name]
    node.object = object
    return add(node)
  }
}

extension ConstructiveGraph {
  /// The branches of a `oneOf`, each without the others that could hold as well; `nil` where they are apart by
  /// themselves, or too many.
  private mutating func separated(_ branches: [SchemaGraph.NodeID]) -> SchemaGraph.NodeID? {
    guard (2...Self.branchLimit).contains(branches.count) else { return nil }
    let signs = branches.map { BranchSign($0, original) }
    var others = branches.map { _ in [Int]() }
    for one in branches.indices {
      for other in branches.indices where one != other && !signs[one].excludes(signs[other]) {
        others[one].append(other)
      }
    }
    guard others.contains(where: { !$0.isEmpty }) else { return nil }
    let location = graph[branches[0]].location
    var alternatives: [SchemaGraph.NodeID] = []
    for (one, branch) in branches.enumerated() {
      var logic = LogicKeywords()
      logic.allOf = [branch] + others[one].map { negation(of: branches[$0]) }
      var node = SchemaNode(location: location)
      node.logic = logic
      alternatives.append(add(node))
    }
    var logic = LogicKeywords()
    logic.anyOf = alternatives
    var node = SchemaNode(location: location)
    node.logic = logic
    return add(node)
  }
}
