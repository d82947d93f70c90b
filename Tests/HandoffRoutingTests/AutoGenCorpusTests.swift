import Foundation
import HandoffContracts
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

/// The graphs of AutoGen's own tests, with what its validation says of each.
@Suite("AutoGen's test graphs", .enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
struct AutoGenCorpusTests {
  private func graphs() throws -> [(graph: AutoGenGraph, verdict: String, test: String)] {
    let file = try #require(Corpora.folder).appendingPathComponent("routing/autogen-testsuite-graphs.jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let entry = try JSONValue(parsing: String(line))
      return (
        AutoGenGraph(try #require(entry["graph"])), try #require(entry["autogen"]?.stringValue),
        try #require(entry["test"]?.stringValue)
      )
    }
  }

  private func errors(in graph: AutoGenGraph) -> [String] {
    RoutingAudit().audit(graph.system).findings.filter { $0.severity == .error }.map(\.rule)
  }

  @Test func `what AutoGen rejects for want of a start or a leaf has an error here`() throws {
    let rejected = try graphs().filter {
      $0.verdict.contains("leaf node") || $0.verdict.contains("start node")
    }
    #expect(rejected.count == 3)
    for (graph, verdict, test) in rejected { #expect(!errors(in: graph).isEmpty, "\(test): \(verdict)") }
  }

  @Test
  func `what AutoGen accepts has no error here but loops that nothing bounds and joins that wait in vain`()
    throws
  {
    let accepted = try graphs().filter { $0.verdict == "ok" }
    #expect(accepted.count >= 30)
    var beyond: [String] = []
    for (graph, _, test) in accepted {
      let errors = errors(in: graph)
      // A join that waits for a node which never runs waits for ever.
      let wanted = graph.hasCycle ? ["loop-unbounded"] : graph.leavesSourceOut ? ["join-deadlock"] : []
      #expect(errors == wanted, "\(test)")
      if !errors.isEmpty { beyond.append("\(test): \(errors)") }
    }
    print("found beyond AutoGen's validation: \(beyond.count) graphs")
    #expect(beyond.count == 6)
  }
}
