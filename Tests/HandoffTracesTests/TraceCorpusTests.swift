import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import HandoffTraces
import Testing

/// The recorded runs of real systems against the handoffs that really happened in them.
@Suite(.enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped))) struct TraceCorpusTests {
  private struct Row: Hashable {
    var from: String
    var to: String
    var failure: String?
  }

  private struct Count {
    var rows = 0
    var found = 0
    var payloads = 0
    var samePayloads = 0
    var invented: [String] = []
    var missing: [String] = []
  }

  private static func systems() throws -> [URL] {
    let folder = try #require(Corpora.folder).appendingPathComponent("import")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix("/truth.handoffs.jsonl") }.sorted()
      .map { folder.appendingPathComponent($0).deletingLastPathComponent() }
  }

  private static func truth(_ folder: URL) throws -> [String: [JSONValue]] {
    let lines = try String(contentsOf: folder.appendingPathComponent("truth.handoffs.jsonl"), encoding: .utf8)
    let rows = try lines.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    return Dictionary(grouping: rows) { $0["run"]?.stringValue ?? "" }
  }

  private static func manifest(_ folder: URL, run: String) throws -> AgentSystem {
    let own = folder.appendingPathComponent("\(run)/truth.manifest.json")
    let file =
      FileManager.default.fileExists(atPath: own.path)
      ? own : folder.appendingPathComponent("truth.manifest.json")
    return try AgentSystem(manifest: Array(try Data(contentsOf: file)), file: file.path)
  }

  private static func count(_ folder: URL) throws -> [(file: String, count: Count)] {
    let truth = try truth(folder)
    let runs = folder.appendingPathComponent("runs")
    return try FileManager.default.contentsOfDirectory(atPath: runs.path).sorted().map { name in
      let run = String(name.prefix { $0 != "." })
      let found = try TracedText.runs(runs.appendingPathComponent(name), manifest(folder, run: run)).runs
      return (name, compare(truth[run] ?? [], found.flatMap(\.handoffs)))
    }
  }

  private static func compare(_ truth: [JSONValue], _ found: [TracedHandoff]) -> Count {
    var count = Count(rows: truth.count)
    var left = found
    // Whoever recorded some runs stopped counting.
    let isOpen = truth.contains { $0["more"] != nil }
    for row in truth {
      let wanted = Row(
        from: row["from"]?.stringValue ?? "", to: row["to"]?.stringValue ?? "",
        failure: row["failure"]?.stringValue)
      let payload = row["payload"].flatMap { $0 == .null ? nil : $0 }
      let candidates = left.indices.filter {
        Row(from: left[$0].from, to: left[$0].to, failure: left[$0].failure) == wanted
      }
      guard let index = candidates.first(where: { left[$0].payload == payload }) ?? candidates.first else {
        count.missing.append("\(wanted.from)->\(wanted.to)")
        continue
      }
      count.found += 1
      if let payload, let recorded = left[index].payload {
        count.payloads += 1
        if payload == recorded { count.samePayloads += 1 }
      }
      left.remove(at: index)
    }
    if !isOpen { count.invented = left.map { "\($0.from)->\($0.to)" } }
    return count
  }

  @Test func `at least 95 percent of all handoffs are found, with what travelled, and none is invented`()
    throws
  {
    var sum = Count()
    for folder in try Self.systems() {
      for (file, count) in try Self.count(folder) {
        sum.rows += count.rows
        sum.found += count.found
        sum.payloads += count.payloads
        sum.samePayloads += count.samePayloads
        #expect(count.invented == [], "\(folder.lastPathComponent)/\(file)")
      }
    }
    #expect(sum.rows > 300)
    #expect(sum.found * 100 >= sum.rows * 95, "\(sum.found) of \(sum.rows)")
    #expect(sum.samePayloads * 100 >= sum.payloads * 98, "\(sum.samePayloads) of \(sum.payloads) payloads")
  }

  @Test func `traces of the OpenAI SDK are read with what they dropped`() throws {
    let folder = try #require(Corpora.folder).appendingPathComponent("traces")
    let (runs, tally) = try TracedText.runs(folder.appendingPathComponent("openai-double-handoff.jsonl"), nil)
    #expect(tally.problems == [])
    #expect(
      runs.flatMap(\.remarks).map(\.kind) == [
        .transferDropped(from: "Triage Agent", to: "Seat Booking Agent")
      ])
    for name in ["openai-escalate-ok", "openai-happy-faq"] {
      #expect(
        try TracedText.runs(folder.appendingPathComponent("\(name).jsonl"), nil).runs.flatMap(\.remarks) == []
      )
    }
  }
}
