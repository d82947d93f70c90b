import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffFuzzing

@Suite("Generation over public schemas")
struct CorporaGenerationTests {
  /// The schemas of every third pair of the inclusion corpus.
  private func schemas() throws -> [Schema] {
    let folder = try #require(Corpora.folder)
    let text = try String(contentsOf: folder.appendingPathComponent("inclusion/dev.jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").enumerated().filter { $0.offset % 3 == 0 }.compactMap { _, line in
      try JSONValue(parsing: String(line))["producer"].flatMap { try? Schema($0) }
    }
  }

  @Test(.enabled(if: Corpora.folder != nil, "\(Corpora.skipped)"))
  func `payloads are valid, and only empty schemas have none`() throws {
    var missing: [String] = []
    var count = 0
    for schema in try schemas() {
      count += 1
      let (payloads, shortfalls) = PayloadGenerator(schema).payloads(count: 6, seed: 1)
      #expect(payloads.allSatisfy { schema.isValid($0) })
      if let shortfall = shortfalls.first, shortfall.reason != "no payload satisfies the schema" {
        missing.append("\(shortfall.reason): \(schema.json.text().prefix(200))")
      }
    }
    print(
      "generation: \(missing.count) of \(count) schemas without a payload and without a proof of emptiness")
    for line in missing.prefix(20) { print("  \(line)") }
    #expect(Double(missing.count) <= Double(count) * 0.01)
  }
}
