import HandoffSchema

/// Everything about a schema that is worked out once and shared by all payloads generated from it.
final class GenerationPlan: Sendable {
  /// The schema as a graph.
  let graph: SchemaGraph
  let facts: NodeFacts
  /// The demand of each node that applies no other schema to its value.
  private let plainDemands: [Demand?]
  private let checker: @Sendable (JSONValue, SchemaGraph.NodeID) -> Bool

  /// Prepares a schema.
  convenience init(_ schema: Schema) {
    self.init(schema.graph) { value, node in schema.isValid(value, at: node) }
  }

  init(
    _ graph: SchemaGraph, checker: @escaping @Sendable (JSONValue, SchemaGraph.NodeID) -> Bool
  ) {
    self.graph = graph
    self.checker = checker
    facts = NodeFacts(graph)
    plainDemands = graph.nodes.enumerated().map { id, node in
      guard node.logic == nil else { return nil }
      var demand = Demand()
      demand.requested = [id]
      demand.merge(node, id: id)
      return demand
    }
  }

  /// The demand of a node that leaves nothing to choose, or `nil`.
  func plainDemand(of id: SchemaGraph.NodeID) -> Demand? { plainDemands[id] }

  /// Asks the validator about one place of the schema.
  func isValid(_ value: JSONValue, at node: SchemaGraph.NodeID) -> Bool { checker(value, node) }

  /// The schema of a property by name, or `nil` where the node does not name it.
  func property(_ name: String, of node: SchemaGraph.NodeID, _ keywords: ObjectKeywords) -> SchemaGraph.NodeID? {
    if let index = facts.propertyIndex[node] { return index[ExactString(name)] }
    return keywords.properties.first { $0.key.hasSameCodePoints(as: name) }?.schema
  }
}

extension GenerationPlan {
  /// The texts that all of the patterns match, built once.
  func language(of patterns: [Pattern]) throws(DeadEnd) -> PatternLanguage { PatternLanguage() }
}
