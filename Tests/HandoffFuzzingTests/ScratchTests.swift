import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffFuzzing

@Suite struct ScratchTests {
  @Test func inclusionProducers() throws {
    let folder = try #require(Corpora.folder)
    let text = try String(contentsOf: folder.appendingPathComponent("inclusion/dev.jsonl"), encoding: .utf8)
    var rows = 0, count = 0, ok = 0, compileFail = 0, empty = 0
    var reasons: [String: Int] = [:]
    var slow: [(Double, String)] = []
    var targets = 0, brokenOK = 0, brokenFail: [String: Int] = [:]
    for line in text.split(separator: "\n") {
      let row = try JSONValue(parsing: String(line))
      for side in ["producer", "consumer"] {
      guard let s = row[side] else { continue }
      rows += 1
      guard rows % 9 == 0 else { continue }
      guard let schema = try? Schema(s) else { compileFail += 1; continue }
      count += 1
      let t0 = Date()
      let g = PayloadGenerator(schema)
      let (p, short) = g.payloads(count: 4, seed: 1)
      if !p.isEmpty { ok += 1 } else { empty += 1; reasons[short[0].reason, default: 0] += 1
        if let w = schema.smallestPayload() { print(short[0].reason, s.text().prefix(300)) } }
      if !p.isEmpty && count % 7 == 0 {
      let ts = MutationTarget.all(in: g.plan)
      let b = CaseBuilder(plan: g.plan, schema: schema)
      for t in ts.prefix(60) {
        targets += 1
        do { _ = try b.broken(at: t, index: 0, random: SplitMix64(seed: 5, stream: "", index: 1)); brokenOK += 1 }
        catch { brokenFail["\(t.operation) \(error)", default: 0] += 1
          if targets % 50 == 0 { print("TARGET", t.label(in: g.plan.graph), error, s.text().prefix(200)) } }
      }}
      let dt = Date().timeIntervalSince(t0)
      if dt > 1 { print("SLOW", dt, s.text().prefix(200)) }
      if dt > 0.2 { slow.append((dt, String(s.text().prefix(160)))) }
      }
    }
    print("schemas", count, "ok", ok, "empty", empty, "compileFail", compileFail)
    print(reasons.sorted { $0.value > $1.value }.prefix(20))
    print("targets", targets, brokenOK); for x in (brokenFail.sorted { $0.value > $1.value }.prefix(40)) { print(x) }
    for s in slow.sorted(by: { $0.0 > $1.0 }).prefix(12) { print(s) }
  }
}
