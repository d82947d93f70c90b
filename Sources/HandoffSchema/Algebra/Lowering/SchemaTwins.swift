/// The locations of one schema that say the same as a location of another one, whatever they are called and wherever
/// they stand.
///
/// The coarsest partition of the locations of both such that those of one part say the same and lead to the same parts
/// in the same order (Moore's refinement, as for automata). Circles need no unfolding.
struct SchemaTwins {
  private var twins: [SchemaGraph.NodeID: SchemaGraph.NodeID] = [:]

  /// The most looks at a location; beyond it there are no twins.
  private static let effortLimit = 4_000_000

  /// The location of the first schema that says the same as one of the second, or `nil`.
  subscript(node: SchemaGraph.NodeID) -> SchemaGraph.NodeID? { twins[node] }

  /// Compares two schemas; where references depend on how they are reached nothing is said.
  ///
  /// - Complexity: O(*n* · *d*) in the size of both and the depth to which they agree.
  init(_ first: SchemaGraph, _ second: SchemaGraph) {
    if first.isDynamic || second.isDynamic { return }
    let offset = first.nodes.count
    var signatures: [NodeSignature: Int] = [:]
    var parts: [Int] = []
    var children: [[Int]] = []
    for (graph, offset) in [(first, 0), (second, offset)] {
      for node in graph.nodes {
        let signature = NodeSignature(node)
        let part = signatures[signature] ?? signatures.count
        signatures[signature] = part
        parts.append(part)
        children.append(node.orderedChildren.map { Self.resolved($0, graph) + offset })
      }
    }
    var count = signatures.count
    var effort = 0
    while true {
      effort += parts.count
      guard effort <= Self.effortLimit else { return }
      var known: [[Int]: Int] = [:]
      let refined = parts.indices.map { node -> Int in
        let key = [parts[node]] + children[node].map { parts[$0] }
        let part = known[key] ?? known.count
        known[key] = part
        return part
      }
      parts = refined
      if known.count == count { break }
      count = known.count
    }
    var firsts: [Int: SchemaGraph.NodeID] = [:]
    for node in (0..<offset).reversed() { firsts[parts[node]] = node }
    for node in second.nodes.indices where !second.nodes[node].isOpenPart {
      if let twin = firsts[parts[Self.resolved(node, second) + offset]] { twins[node] = twin }
    }
  }

  /// The location that references that say nothing else lead to.
  private static func resolved(_ node: SchemaGraph.NodeID, _ graph: SchemaGraph) -> SchemaGraph.NodeID {
    var node = node
    while let target = graph.nodes[node].onlyReference { node = target }
    return node
  }
}

/// What a schema location says by itself.
private struct NodeSignature: Hashable {
  private var always: Bool?
  private var types: TypeSet
  private var takesOnlySpeltIntegers: Bool
  private var enumeration: [JSONValue]?
  private var constant: JSONValue?
  private var numbers: [JSONNumber?] = []
  private var texts: [ExactString?] = []
  private var counts: [Int?] = []
  private var names: [[ExactString]] = []

  init(_ node: SchemaNode) {
    always = node.always
    types = node.types
    takesOnlySpeltIntegers = node.takesOnlySpeltIntegers
    enumeration = node.enumeration
    constant = node.constant
    if let numeric = node.numeric {
      numbers = [
        numeric.multipleOf, numeric.minimum, numeric.maximum, numeric.exclusiveMinimum,
        numeric.exclusiveMaximum,
      ]
    }
    if let string = node.string {
      let format = string.formatAsserts ? string.format : nil
      texts = [
        string.pattern.map { ExactString($0.source) }, string.unreadPattern.map { ExactString($0.pattern) },
        format.map { ExactString($0) },
      ]
      counts += [string.minLength, string.maxLength]
    }
    counts.append(nil)
    if let array = node.array {
      counts += [
        array.minContains, array.maxContains, array.minItems, array.maxItems, array.uniqueItems ? 1 : 0,
        array.containsEvaluates ? 1 : 0, array.prefixItems.count, array.items == nil ? 0 : 1,
        array.contains == nil ? 0 : 1, array.unevaluatedItems == nil ? 0 : 1,
      ]
    }
    counts.append(nil)
    if let object = node.object {
      counts += [
        object.minProperties, object.maxProperties, object.additionalProperties == nil ? 0 : 1,
        object.propertyNames == nil ? 0 : 1, object.unevaluatedProperties == nil ? 0 : 1,
      ]
      names.append(object.properties.map { ExactString($0.key) }.sorted())
      names.append(object.patternProperties.map { ExactString($0.pattern.source) })
      names.append(object.unreadNames.map { ExactString($0.pattern) })
      names.append(object.required.map { ExactString($0) }.sorted())
      names.append(object.dependentSchemas.map { ExactString($0.key) })
      for entry in object.dependentRequired {
        names.append([ExactString(entry.key)] + entry.required.map { ExactString($0) })
      }
    }
    counts.append(nil)
    if let logic = node.logic {
      counts += [
        logic.allOf.count, logic.anyOf.count, logic.oneOf.count, logic.not == nil ? 0 : 1,
        logic.reference == nil ? 0 : 1, logic.condition == nil ? 0 : 1, logic.condition?.then == nil ? 0 : 1,
        logic.condition?.otherwise == nil ? 0 : 1,
      ]
    }
  }
}

extension SchemaNode {
  /// The locations that this one applies, in an order that its keywords fix.
  fileprivate var orderedChildren: [NodeID] {
    var list: [NodeID] = []
    if let array {
      list += array.prefixItems + [array.items, array.contains, array.unevaluatedItems].compactMap { $0 }
    }
    if let object {
      list += object.properties.sorted { ExactString($0.key) < ExactString($1.key) }.map(\.schema)
      list += object.patternProperties.map(\.schema)
      list += [object.additionalProperties, object.propertyNames, object.unevaluatedProperties].compactMap {
        $0
      }
      list += object.dependentSchemas.map(\.schema)
    }
    if let logic {
      list += logic.allOf + logic.anyOf + logic.oneOf + [logic.not, logic.reference].compactMap { $0 }
      if let condition = logic.condition {
        list += [condition.condition, condition.then, condition.otherwise].compactMap { $0 }
      }
    }
    return list
  }
}
