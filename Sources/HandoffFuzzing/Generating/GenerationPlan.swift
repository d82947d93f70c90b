import HandoffSchema
import Synchronization

/// Everything about a schema that is worked out once and shared by all payloads generated from it.
final class GenerationPlan: Sendable {
  /// The schema as a graph.
  let graph: SchemaGraph
  /// The graph that payloads are built from, with the same numbers for the nodes of the schema.
  let constructive: ConstructiveGraph
  let facts: NodeFacts
  let patterns = PatternSamplers()
  /// The demand of each node that applies no other schema to its value.
  private let plainDemands: [Demand?]
  /// What each object schema says by name.
  private let objectIndexes: [ObjectIndex?]
  /// What the schema algebra found, asked once: the outer `nil` means not asked yet.
  private let proof = Mutex<Emptiness?>(nil)
  private let experience = Mutex(Experience())
  private let schema: Schema

  /// What is said of a schema that allows nothing.
  static let emptiness = "no payload satisfies the schema"

  /// Prepares a schema.
  init(_ schema: Schema) {
    self.schema = schema
    graph = schema.graph
    constructive = ConstructiveGraph(schema.graph)
    facts = NodeFacts(constructive.graph)
    plainDemands = constructive.graph.nodes.enumerated().map { id, node in
      guard node.logic == nil else { return nil }
      var demand = Demand()
      demand.requested = [id]
      demand.merge(node, id: id)
      if !demand.numeric.isEmpty { demand.grids = NumberGrids(demand.numeric) }
      return demand
    }
    objectIndexes = constructive.graph.nodes.map { node in
      guard let object = node.object else { return nil }
      var index = ObjectIndex()
      index.add(object)
      index.settle()
      return index
    }
  }

  /// The demand of a node that leaves nothing to choose, or `nil`.
  func plainDemand(of id: SchemaGraph.NodeID) -> Demand? { plainDemands[id] }

  /// The schema of a node as it is built from.
  func node(_ id: SchemaGraph.NodeID) -> SchemaNode { constructive.graph[id] }

  /// Asks the validator about one node; of the nodes that were made for building, those that negate one of the
  /// schema can be asked about, the others leave no doubt.
  func isValid(_ value: JSONValue, at node: SchemaGraph.NodeID) -> Bool {
    if node < graph.nodes.count { return schema.isValid(value, at: node) }
    return constructive.negated[node].map { !isValid(value, at: $0) } ?? true
  }

  /// What earlier payloads have shown.
  private struct Experience {
    /// Whether the schema was found to be empty without a search; `nil` where nobody has asked.
    var isKnownEmpty: Bool?
    var hasSucceeded = false
    /// The cap that was met while nothing had been built yet.
    var cap: DeadEnd?
    var failures = 0
  }

  /// What finding out that a schema is empty may cost before anything is tried: so many steps, and fewer where the
  /// schema is so large that each of them costs much.
  private static let emptinessSteps = 20_000
  private static let leastEmptinessSteps = 200
  private static let emptinessCost = 1_000_000

  /// The number of keywords and names of the schema, roughly.
  private var extent: Int {
    graph.nodes.reduce(0) { sum, node in
      let object = node.object
      let names = (object?.properties.count ?? 0) + (object?.required.count ?? 0)
      let dependents = (object?.dependentRequired.count ?? 0) + (object?.dependentSchemas.count ?? 0)
      return sum + 1 + names + dependents
    }
  }

  /// Refuses to search where there is nothing to be found, or where a search has met its cap before and built
  /// nothing.
  ///
  /// - Throws: ``DeadEnd`` with the reason.
  func checkIsWorthTrying(_ requested: [SchemaGraph.NodeID]) throws(DeadEnd) {
    guard requested == [graph.root] else { return }
    let known = experience.withLock { $0 }
    if let cap = known.cap, !known.hasSucceeded { throw cap }
    var isEmpty = known.isKnownEmpty
    if isEmpty == nil {
      isEmpty = findsEmpty()
      experience.withLock { $0.isKnownEmpty = isEmpty }
    }
    guard isEmpty != true else { throw .contradiction(Self.emptiness) }
  }

  /// A larger schema is built from first, and asked about where that fails.
  private static let askedExtent = 10_000

  private func findsEmpty() -> Bool {
    let extent = extent
    guard extent <= Self.askedExtent else { return false }
    let steps = max(Self.leastEmptinessSteps, min(Self.emptinessSteps, Self.emptinessCost / max(1, extent)))
    var algebra = SchemaAlgebra(options: ComparisonOptions(stepLimit: steps))
    guard algebra.existence(in: .schema(schema)) == .empty else { return false }
    proof.withLock { $0 = .empty }
    return true
  }

  func noteSuccess() { experience.withLock { $0.hasSucceeded = true } }

  /// So many failures without a single success make a schema hopeless.
  private static let patience = 64

  func noteFailure(_ problem: DeadEnd) {
    experience.withLock { experience in
      experience.failures += 1
      if experience.failures >= Self.patience, experience.cap == nil { experience.cap = problem }
    }
  }

  func noteCap(_ cap: DeadEnd) { experience.withLock { $0.cap = cap } }

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
    case .empty: throw .contradiction(Self.emptiness)
    case .undecided: throw .refused
    }
  }

  /// The keyword that stood in the way of a value, as far as that can be told.
  func obstacle(to value: JSONValue, in demand: Demand) -> DeadEnd {
    for id in demand.nodes.reversed() where id < graph.nodes.count && !schema.isValid(value, at: id) {
      let pointer = graph[id].location.documentPointer
      return .unmet(
        graph[id].checkedKeyword.map { "\(pointer)/\($0)" }
          ?? (pointer.tokens.isEmpty ? "(root)" : "\(pointer)"))
    }
    return .refused
  }

  /// What one object schema says by name.
  func objectIndex(of node: SchemaGraph.NodeID) -> ObjectIndex { objectIndexes[node] ?? ObjectIndex() }
}
