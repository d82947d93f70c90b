import HandoffSchema
import Synchronization

/// Everything about a schema that is worked out once and shared by all payloads generated from it.
final class GenerationPlan: Sendable {
  /// The schema as a graph.
  let graph: SchemaGraph
  let facts: NodeFacts
  let patterns = PatternSamplers()
  /// The demand of each node that applies no other schema to its value.
  private let plainDemands: [Demand?]
  /// What the schema algebra found, asked once: the outer `nil` means not asked yet.
  private let proof = Mutex<Emptiness?>(nil)
  private let schema: Schema

  /// Prepares a schema.
  init(_ schema: Schema) {
    self.schema = schema
    graph = schema.graph
    let facts = NodeFacts(schema.graph)
    self.facts = facts
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
  func isValid(_ value: JSONValue, at node: SchemaGraph.NodeID) -> Bool {
    schema.isValid(value, at: node)
  }

  /// Whether an earlier failure has led to a proof that the schema allows nothing.
  var isProvenEmpty: Bool { proof.withLock { $0 } == .empty }

  /// A payload found by proof where building failed, or the reason why there is none.
  ///
  /// - Throws: ``DeadEnd`` where the schema allows nothing, or nobody knows.
  func proven() throws(DeadEnd) -> JSONValue {
    let known = proof.withLock { $0 }
    let emptiness = known ?? schema.emptiness()
    if known == nil { proof.withLock { $0 = emptiness } }
    switch emptiness {
    case .inhabited(let witness): return witness
    case .empty: throw .contradiction("no payload satisfies the schema")
    case .undecided: throw .refused
    }
  }

  /// The schema of a property by name, or `nil` where the node does not name it.
  func property(_ name: String, of node: SchemaGraph.NodeID, _ keywords: ObjectKeywords) -> SchemaGraph
    .NodeID?
  {
    if let index = facts.propertyIndex[node] { return index[ExactString(name)] }
    return keywords.properties.first { $0.key.hasSameCodePoints(as: name) }?.schema
  }
}
