import HandoffSchema
import Synchronization

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

/// A few payloads of several schemas, made when they are first asked for.
///
/// The lock guards the payloads: a campaign may build cases on several threads.
final class SamplePayloads: Sendable {
  private let schemas: [Schema]
  private let excluded: [Schema]
  private let made = Mutex<[JSONValue]?>(nil)

  /// Takes payloads of some schemas, without those that others allow.
  init(_ schemas: [Schema], without excluded: [Schema] = []) {
    self.schemas = schemas
    self.excluded = excluded
  }

  /// The simplest payload of each schema and one with everything, as far as they can be made.
  var payloads: [JSONValue] {
    if let known = made.withLock({ $0 }) { return known }
    let generators = schemas.map { PayloadGenerator($0) }
    let found = [0, 1].flatMap { index in
      generators.compactMap { try? $0.payload(seed: 1, index: index) }
    }.filter { payload in !excluded.contains { $0.isValid(payload) } }
    made.withLock { $0 = found }
    return found
  }
}
