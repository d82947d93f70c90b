import Foundation
import HandoffContracts
import HandoffImporters
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

/// The graphs of AutoGen's own tests, imported, with what its validation says of each.
@Suite("AutoGen's test graphs", .enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
struct AutoGenCorpusTests {
  private func graphs() throws -> [(system: AgentSystem, verdict: String, test: String)] {
    let file = try #require(Corpora.folder).appendingPathComponent("routing/autogen-testsuite-graphs.jsonl")
    let importer = try #require(Importers.named("autogen"))
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let entry = try JSONValue(parsing: String(line))
      let graph = try #require(entry["graph"]).text()
      return (
        try importer.read([ImportSource(name: "graph.json", bytes: Array(graph.utf8))]).system,
        try #require(entry["autogen"]?.stringValue), try #require(entry["test"]?.stringValue)
      )
    }
  }

  private func findings(in system: AgentSystem) -> [Finding] { RoutingAudit().audit(system).findings }

  private func errors(in system: AgentSystem) -> [String] {
    findings(in: system).filter { $0.severity == .error }.map(\.rule)
  }

  @Test func `what AutoGen rejects for want of a start or a leaf has an error here`() throws {
    let rejected = try graphs().filter {
      $0.verdict.contains("leaf node") || $0.verdict.contains("start node")
    }
    #expect(rejected.count == 3)
    for (system, verdict, test) in rejected {
      #expect(!system.problems.isEmpty || !errors(in: system).isEmpty, "\(test): \(verdict)")
    }
  }

  @Test
  func `what AutoGen accepts has no error here but joins that wait in vain, and every loop is told`() throws {
    let accepted = try graphs().filter { $0.verdict == "ok" }
    #expect(accepted.count >= 30)
    var beyond: [String] = []
    for (system, _, test) in accepted {
      // A join that waits for a node which never runs waits for ever.
      let errors = errors(in: system)
      #expect(errors == (leavesSourceOut(system) ? ["join-deadlock"] : []), "\(test)")
      let loops = findings(in: system).filter { $0.rule.hasPrefix("loop-") }.map(\.rule)
      // Only where nothing in the graph says what bounds it, an import says that something has to.
      #expect(loops.isEmpty == (system.limits == nil), "\(test)")
      if !errors.isEmpty || !loops.isEmpty { beyond.append("\(test): \(errors + loops)") }
    }
    print("found beyond AutoGen's validation: \(beyond.count) graphs")
    #expect(beyond.count == 6)
  }

  /// Whether a node that nothing leads to is not where a run starts, so that it never runs.
  private func leavesSourceOut(_ system: AgentSystem) -> Bool {
    system.agents.contains { agent in
      !system.entry.contains(agent.name) && !system.handoffs.contains { $0.to == agent.name }
    }
  }
}
