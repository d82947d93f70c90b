import HandoffSchema
import HandoffTestSupport
import Testing

/// Laws of sets, over random schemas.
@Suite("Inclusion laws")
struct InclusionLawTests {
  /// Small enough for a test build; what is undecided then says nothing here.
  static let options = ComparisonOptions(stepLimit: 3_000)
  static let seeds = 1...24 as ClosedRange<UInt64>
  /// Random values that each pair of schemas is tried on.
  static let payloads = 100

  /// Random schemas of one seed.
  static func schemas(_ seed: UInt64, count: Int) -> [Schema] {
    var random = RandomSchema(seed: seed)
    var result: [Schema] = []
    while result.count < count {
      if let schema = try? Schema(random.document()) { result.append(schema) }
    }
    return result
  }

  @Test(arguments: seeds)
  func `a schema is within itself, however it was compiled`(seed: UInt64) throws {
    for schema in Self.schemas(seed, count: 12) {
      let again = try Schema(schema.json)
      let verdict = schema.isIncluded(in: again, options: Self.options)
      #expect(verdict.witness == nil, "\(schema.json)")
    }
  }

  @Test(arguments: seeds)
  func `nothing is in a schema and in its complement`(seed: UInt64) {
    for schema in Self.schemas(seed, count: 12) {
      let set = SchemaExpression.schema(schema) && schema.complement
      #expect(set.emptiness(options: Self.options).witness == nil, "\(schema.json)")
    }
  }

  @Test(arguments: seeds)
  func `everything is in a schema or in its complement`(seed: UInt64) {
    for schema in Self.schemas(seed, count: 6) {
      let set = SchemaExpression.schema(schema) || schema.complement
      #expect(SchemaExpression.not(set).emptiness(options: Self.options).witness == nil, "\(schema.json)")
    }
  }

  @Test(arguments: seeds)
  func `a witness is accepted by the producer and refused by the consumer`(seed: UInt64) {
    var algebra = SchemaAlgebra(options: Self.options)
    let schemas = Self.schemas(seed, count: 8)
    for producer in schemas {
      for consumer in schemas {
        guard let witness = algebra.inclusion(of: producer, in: consumer).witness else { continue }
        #expect(producer.isValid(witness))
        #expect(!consumer.isValid(witness))
      }
    }
  }

  @Test(arguments: seeds)
  func `inclusion is transitive`(seed: UInt64) {
    var algebra = SchemaAlgebra(options: Self.options)
    let schemas = Self.schemas(seed, count: 8)
    for first in schemas {
      for second in schemas where algebra.inclusion(of: first, in: second).isIncluded {
        for third in schemas where algebra.inclusion(of: second, in: third).isIncluded {
          let whole = algebra.inclusion(of: first, in: third)
          #expect(whole.witness == nil, "\(first.json) ⊆ \(second.json) ⊆ \(third.json)")
        }
      }
    }
  }

  @Test(arguments: seeds)
  func `no payload of an included schema is refused`(seed: UInt64) {
    var algebra = SchemaAlgebra(options: Self.options)
    let schemas = Self.schemas(seed, count: 8)
    var random = RandomSchema(seed: seed &+ 1_000_000)
    let values = (0..<Self.payloads).map { _ in random.instance() }
    let members = schemas.map { schema in values.map { schema.isValid($0) } }
    for (first, producer) in schemas.enumerated() {
      for (second, consumer) in schemas.enumerated()
      where algebra.inclusion(of: producer, in: consumer).isIncluded {
        for (place, value) in values.enumerated() where members[first][place] {
          #expect(members[second][place], "\(producer.json) ⊆ \(consumer.json), but \(value)")
        }
      }
    }
  }

  @Test(arguments: seeds)
  func `an empty schema has no payload`(seed: UInt64) {
    var random = RandomSchema(seed: seed &+ 2_000_000)
    for schema in Self.schemas(seed, count: 20) {
      let emptiness = schema.emptiness(options: Self.options)
      if let witness = emptiness.witness { #expect(schema.isValid(witness)) }
      guard emptiness == .empty else { continue }
      for _ in 0..<50 {
        let value = random.instance()
        #expect(!schema.isValid(value), "\(schema.json) accepts \(value)")
      }
    }
  }
}
