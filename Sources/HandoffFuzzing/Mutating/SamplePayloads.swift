import HandoffSchema
import Synchronization

/// A few payloads, made when they are first asked for.
///
/// The lock guards the payloads: a campaign may build cases on several threads.
final class SamplePayloads: Sendable {
  private let make: @Sendable () -> [JSONValue]
  private let made = Mutex<[JSONValue]?>(nil)

  /// The simplest payload of each schema and one with everything, as far as they can be made, without those that
  /// others allow.
  init(_ schemas: [Schema], without excluded: [Schema] = []) {
    make = {
      let generators = schemas.map { PayloadGenerator($0) }
      return [0, 1].flatMap { index in
        generators.compactMap { try? $0.payload(seed: 1, index: index) }
      }.filter { payload in !excluded.contains { $0.isValid(payload) } }
    }
  }

  private static let generated = 48
  private static let kept = 8
  private static let proofSteps = 20_000

  /// Payloads of one schema that another refuses, the smallest first: what proves that there are such, and what is
  /// found among those that are generated.
  init(of schema: Schema, refusedBy other: Schema) {
    make = {
      let generator = PayloadGenerator(schema)
      var found = (0..<Self.generated).compactMap { try? generator.payload(seed: 1, index: $0) }
      var algebra = SchemaAlgebra(options: ComparisonOptions(stepLimit: Self.proofSteps))
      if let witness = algebra.inclusion(of: schema, in: other).witness { found.append(witness) }
      var seen: Set<JSONValue> = []
      let refused = found.filter { other.verdict(on: $0) == false && seen.insert($0).inserted }
      let sizes = refused.map { $0.text().utf8.count }
      let order = refused.indices.sorted { (sizes[$0], $0) < (sizes[$1], $1) }
      return order.prefix(Self.kept).map { refused[$0] }
    }
  }

  /// The payloads.
  var payloads: [JSONValue] {
    if let known = made.withLock({ $0 }) { return known }
    let found = make()
    made.withLock { $0 = found }
    return found
  }
}
