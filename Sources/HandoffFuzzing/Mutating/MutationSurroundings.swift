import HandoffSchema

/// What operators know of the system around a payload.
struct MutationSurroundings: Sendable {
  /// The member that names the kind of a failure; `nil` where the producer does not tag its failures.
  var failureTag: String?
  /// The failure kinds that the producer declares, in order.
  var failureKinds: [String] = []
  /// Payloads of other agents.
  var others: SamplePayloads?
  /// Payloads of earlier versions of the producer's contract.
  var earlier: SamplePayloads?

  /// The schema of the payloads; null where it is not known.
  var schema: JSONValue = .null
  /// Values that `enum` lists anywhere in the schema, the first ones, each once.
  var listed: [JSONValue] = []

  /// Nothing is known.
  static let none = MutationSurroundings()
}

extension MutationSurroundings {
  private static let listedLimit = 64

  /// What a schema says of itself.
  ///
  /// - Complexity: O(*n*) in the size of the schema.
  init(of schema: Schema) {
    // Of a larger document only the schema itself: nobody echoes a manifest.
    let root = schema.graph[schema.graph.root].location.documentPointer
    self.schema = schema.json[root] ?? schema.json
    var known = Set<JSONValue>()
    for value in schema.graph.nodes.lazy.compactMap(\.enumeration).joined() {
      guard listed.count < Self.listedLimit else { break }
      if known.insert(value).inserted { listed.append(value) }
    }
  }
}
