import HandoffSchema

/// What is known of each node of a schema before anything is generated.
struct NodeFacts: Sendable {
  /// The cost of a node that no finite value can match.
  static let impossible = Int.max

  /// The least nesting below a value that matches the node: 0 for a scalar or an empty container;
  /// ``impossible`` where every value would be infinite or the schema is `false`.
  private(set) var cost: [Int]
  /// The types that a value of the node can have, as far as `type`, `enum`, `const`, `$ref` and `allOf` say.
  private(set) var types: [TypeSet]
  /// Whether a value of the node can contain a value of the same node.
  private(set) var isRecursive: [Bool]
  /// Whether the node allows everything or nothing, whatever the value.
  private(set) var isAlways: [Bool]
  /// For each node those that apply it to their value or to a part of it.
  private(set) var parents: [[SchemaGraph.NodeID]]

  /// Works the facts out.
  ///
  /// - Complexity: O(*n* · *d*), where *n* is the size of the graph and *d* its depth.
  init(_ graph: SchemaGraph) {
    cost = Array(repeating: Self.impossible, count: graph.nodes.count)
    types = graph.nodes.map(Self.ownTypes)
    isRecursive = Self.recursive(in: graph)
    isAlways = graph.nodes.map { $0.always != nil }
    var parents: [[SchemaGraph.NodeID]] = Array(repeating: [], count: graph.nodes.count)
    for (id, node) in graph.nodes.enumerated() { node.forEachChild { parents[$0].append(id) } }
    self.parents = parents
    settleTypes(graph)
    settleCosts(graph)
  }

  /// The nodes that lie on a circle of references and parts, and those without any keyword, which allow anything
  /// within.
  ///
  /// - Complexity: O(*n*); components as Tarjan finds them (1972), without recursion.
  private static func recursive(in graph: SchemaGraph) -> [Bool] {
    let count = graph.nodes.count
    var result = graph.nodes.map { $0.always == true }
    var order = Array(repeating: 0, count: count)
    var low = Array(repeating: 0, count: count)
    var isOpen = Array(repeating: false, count: count)
    var path: [Int] = []
    var calls: [(node: Int, children: [Int], next: Int)] = []
    var number = 0
    for start in 0..<count where order[start] == 0 {
      func enter(_ node: Int) {
        number += 1
        order[node] = number
        low[node] = number
        isOpen[node] = true
        path.append(node)
        var children: [Int] = []
        graph[node].forEachChild { children.append($0) }
        calls.append((node, children, 0))
      }
      enter(start)
      while let call = calls.last {
        let node = call.node
        if call.next < call.children.count {
          calls[calls.count - 1].next += 1
          let child = call.children[call.next]
          if child == node { result[node] = true }
          if order[child] == 0 {
            enter(child)
          } else if isOpen[child] {
            low[node] = min(low[node], order[child])
          }
        } else {
          calls.removeLast()
          if let parent = calls.last?.node { low[parent] = min(low[parent], low[node]) }
          guard low[node] == order[node] else { continue }
          let first = path.lastIndex(of: node) ?? 0
          for member in path[first...] {
            isOpen[member] = false
            if path.count - first > 1 { result[member] = true }
          }
          path.removeSubrange(first...)
        }
      }
    }
    return result
  }

  private static func ownTypes(_ node: SchemaNode) -> TypeSet {
    if let always = node.always { return always ? .all : [] }
    var types = node.types
    if let constant = node.constant { types.formIntersection(TypeSet(of: constant)) }
    if let values = node.enumeration {
      types.formIntersection(values.reduce(into: []) { $0.formUnion(TypeSet(of: $1)) })
    }
    return types
  }

  // Both tables settle from one side, so repeating until nothing changes ends: types only lose members,
  // costs only fall.
  private mutating func settleTypes(_ graph: SchemaGraph) {
    var changed = true
    while changed {
      changed = false
      for (id, node) in graph.nodes.enumerated().reversed() {
        guard let logic = node.logic else { continue }
        var found = types[id]
        for child in logic.allOf { found.formIntersection(types[child]) }
        if let target = logic.reference { found.formIntersection(types[target]) }
        for branches in [logic.anyOf, logic.oneOf] where !branches.isEmpty {
          found.formIntersection(branches.reduce(into: []) { $0.formUnion(types[$1]) })
        }
        if found != types[id] {
          types[id] = found
          changed = true
        }
      }
    }
  }

  private mutating func settleCosts(_ graph: SchemaGraph) {
    var changed = true
    while changed {
      changed = false
      for (id, node) in graph.nodes.enumerated().reversed() {
        let found = settledCost(of: node, id: id)
        if found < cost[id] {
          cost[id] = found
          changed = true
        }
      }
    }
  }

  private func settledCost(of node: SchemaNode, id: SchemaGraph.NodeID) -> Int {
    if let always = node.always { return always ? 0 : Self.impossible }
    guard !types[id].isEmpty else { return Self.impossible }
    var result = 0
    if let logic = node.logic {
      for child in logic.allOf { result = max(result, cost[child]) }
      for branches in [logic.anyOf, logic.oneOf] where !branches.isEmpty {
        result = max(result, branches.map { cost[$0] }.min() ?? 0)
      }
      if let target = logic.reference { result = max(result, cost[target]) }
      if let dynamic = logic.dynamicReference {
        result = max(result, cost[node.assumedTarget(of: dynamic)])
      }
      if let condition = logic.condition {
        let taken = max(cost[condition.condition], condition.then.map { cost[$0] } ?? 0)
        result = max(result, min(taken, condition.otherwise.map { cost[$0] } ?? 0))
      }
    }
    return max(result, ownCost(of: node, id: id))
  }

  private func ownCost(of node: SchemaNode, id: SchemaGraph.NodeID) -> Int {
    if node.constant != nil || node.enumeration != nil { return 0 }
    return PayloadBuilder.types(in: types[id]).map { cost(of: $0, in: node) }.min() ?? Self.impossible
  }

  /// The least nesting below a value of one type that matches a node.
  func cost(of type: JSONType, in node: SchemaNode) -> Int {
    switch type {
    case .array: arrayCost(of: node)
    case .object: objectCost(of: node)
    case .null, .boolean, .number, .string: 0
    }
  }

  private func arrayCost(of node: SchemaNode) -> Int {
    guard let array = node.array else { return 0 }
    let contained = array.contains == nil ? 0 : array.minContains ?? 1
    let count = max(array.minItems ?? 0, contained)
    guard count > 0 else { return 0 }
    var elements = array.prefixItems.prefix(count).map { cost[$0] }
    if count > array.prefixItems.count, let items = array.items { elements.append(cost[items]) }
    if contained > 0, let target = array.contains { elements.append(cost[target]) }
    return Self.oneMore(elements.max() ?? 0)
  }

  private func objectCost(of node: SchemaNode) -> Int {
    guard let object = node.object, !object.required.isEmpty || (object.minProperties ?? 0) > 0 else {
      return 0
    }
    let members = object.required.compactMap { name in
      object.schema(of: name).map { cost[$0] }
    }
    return Self.oneMore(members.max() ?? 0)
  }

  private static func oneMore(_ cost: Int) -> Int { cost == impossible ? impossible : cost + 1 }
}

extension TypeSet {
  /// The narrowest set that holds a value.
  init(of value: JSONValue) {
    switch value {
    case .null: self = .null
    case .bool: self = .boolean
    case .number(let number): self = number.isInteger ? .integer : .number
    case .string: self = .string
    case .array: self = .array
    case .object: self = .object
    }
  }
}
