import Foundation
import HandoffFuzzing
import HandoffSchema
import Testing

/// Over a hundred seeds where `HANDOFF_LAWS` is `whole`, over four otherwise.
@Suite("Shrink quality")
struct ShrinkQualityTests {
  static let isWhole = ProcessInfo.processInfo.environment["HANDOFF_LAWS"] == "whole"
  static let seeds: UInt64 = isWhole ? 100 : 4

  @Test func `there are twenty properties and more, each with a minimum that its schema allows`() throws {
    #expect(ShrinkProperty.all.count >= 20)
    #expect(Set(ShrinkProperty.all.map(\.name)).count == ShrinkProperty.all.count)
    for property in ShrinkProperty.all {
      let minimum = try JSONValue(parsing: property.minimum)
      #expect(try Schema(JSONValue(parsing: property.schema)).isValid(minimum), "\(property.name)")
      #expect(property.fails(minimum), "\(property.name)")
    }
  }

  @Test(arguments: ShrinkProperty.all)
  func `one payload is the smallest, whatever the seed`(property: ShrinkProperty) async throws {
    let schema = try Schema(JSONValue(parsing: property.schema))
    let minimum = try JSONValue(parsing: property.minimum)
    var reached = 0
    var evaluations = 0
    var others: [String] = []
    for seed in 0..<Self.seeds {
      let options = PayloadSearchOptions(seed: seed, cases: 5_000, evaluations: 5_000, variants: 0)
      let found = await smallestPayload(of: schema, options: options) { property.fails($0) }
      evaluations += found.smallest?.evaluations ?? 0
      if found.smallest?.payload == minimum {
        reached += 1
      } else {
        others.append("\(seed): \(found.smallest?.payload.text() ?? "none after \(found.cases) cases")")
      }
    }
    #expect(reached * 100 >= Int(Self.seeds) * 95, "\(others)")
    let mean = evaluations / Int(Self.seeds)
    print("shrink quality: \(property.name): \(reached) of \(Self.seeds), \(mean) evaluations")
    if Self.isWhole, property.reference > 0 { #expect(mean <= property.reference * 2) }
  }
}
