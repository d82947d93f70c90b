import Foundation
import HandoffFuzzing
import HandoffSchema
import HandoffTestSupport
import Testing

/// What the generator makes of one schema, held against the algebra's verdicts on others.
///
/// A question here is one payload of A against one B of which the algebra says that A is within it.
/// `HANDOFF_LAW_PAYLOADS` sets how many are asked in all; a million where `HANDOFF_LAWS` is `whole`, otherwise a fifth.
@Suite("Inclusion laws over generated payloads")
struct InclusionPayloadLawTests {
  static let wanted =
    Int(ProcessInfo.processInfo.environment["HANDOFF_LAW_PAYLOADS"] ?? "")
    ?? (Laws.areWhole ? 1_000_000 : 200_000)
  /// Small enough for a test build; what is undecided then says nothing here.
  static let options = ComparisonOptions(stepLimit: 2_000)
  /// Payloads that are generated from each schema of a family.
  static let payloadsEach = 40
  /// Families are looked at in as many tasks at once.
  static let lanes = 4

  struct Tally: Sendable {
    var schemas = 0
    var pairs = 0
    var payloads = 0
    var questions = 0
    var refused: [String] = []

    mutating func add(_ other: Tally) {
      schemas += other.schemas
      pairs += other.pairs
      payloads += other.payloads
      questions += other.questions
      refused += other.refused
    }
  }

  @Test func `if A is within B then no generated payload of A is refused by B`() async {
    let tally = await withTaskGroup(of: Tally.self) { group in
      for lane in 0..<Self.lanes {
        group.addTask { @concurrent in
          var tally = Tally()
          var seed = UInt64(lane) + 1
          while tally.questions * Self.lanes < Self.wanted, tally.refused.isEmpty {
            tally.add(Self.tally(seed: seed))
            seed += UInt64(Self.lanes)
          }
          return tally
        }
      }
      return await group.reduce(into: Tally()) { $0.add($1) }
    }
    #expect(tally.refused == [])
    #expect(tally.questions >= Self.wanted)
    print(
      """
      \(tally.questions) times a payload of A was held against a B around it: \(tally.payloads) payloads, \
      \(tally.schemas) schemas, \(tally.pairs) pairs that are included
      """)
  }

  private static func tally(seed: UInt64) -> Tally {
    let family = family(seed)
    var tally = Tally(schemas: family.count)
    var values: Set<JSONValue> = []
    for schema in family {
      values.formUnion(PayloadGenerator(schema).payloads(count: payloadsEach, seed: seed).payloads)
    }
    tally.payloads = values.count
    let members = family.map { schema in values.map { schema.isValid($0) } }
    var algebra = SchemaAlgebra(options: options)
    for (first, producer) in family.enumerated() where members[first].contains(true) {
      for (second, consumer) in family.enumerated() where first != second {
        guard algebra.inclusion(of: producer, in: consumer).isIncluded else { continue }
        tally.pairs += 1
        tally.questions += members[first].count { $0 }
        for (place, value) in values.enumerated() where members[first][place] && !members[second][place] {
          tally.refused.append("seed \(seed): \(producer.json) is within \(consumer.json), but not \(value)")
        }
      }
    }
    return tally
  }

  /// Schemas of which many are within others: some at random, what two of them have in common and together,
  /// and each with a keyword less.
  private static func family(_ seed: UInt64) -> [Schema] {
    var random = RandomSchema(seed: seed)
    let seeds = (0..<3).map { _ in random.document() }
    var documents = seeds
    for (place, schema) in seeds.enumerated() {
      let other = seeds[(place + 1) % seeds.count]
      let parts: JSONValue = [named(schema, "urn:left"), named(other, "urn:right")]
      documents += [["allOf": parts], ["anyOf": parts]]
      guard case .object(let keywords) = schema else { continue }
      for keyword in keywords where keyword.key != "$defs" {
        var fewer = keywords
        fewer[keyword.key] = nil
        documents.append(.object(fewer))
      }
    }
    return documents.compactMap { try? Schema($0) }
  }

  /// The schema as a resource of its own, so that its references keep their meaning inside of another.
  private static func named(_ schema: JSONValue, _ id: String) -> JSONValue {
    guard case .object(var keywords) = schema else { return schema }
    keywords["$id"] = .string(id)
    return .object(keywords)
  }
}
