import Foundation
import HandoffContracts
import HandoffImporters
import HandoffRouting
import HandoffTestSupport
import Testing

/// The native exports of real systems against the manifests that are true of the live objects.
@Suite(.enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped))) struct ImportCorpusTests {
  /// One export, and the manifest that an ideal exporter would have written.
  struct Case: Sendable, CustomTestStringConvertible {
    var importer: String
    var files: [String]
    var truth: String
    var testDescription: String { "\(importer) \(files[0])" }
  }

  static let cases = [
    Case(
      importer: "openai-dot", files: ["openai-agents/insurance-claims/export.dot"],
      truth: "openai-agents/insurance-claims"),
    Case(
      importer: "openai-dot", files: ["openai-agents/phone-hotline/export.dot"],
      truth: "openai-agents/phone-hotline"),
    Case(
      importer: "langgraph-json", files: ["langgraph/gym-swarm/export.json"], truth: "langgraph/gym-swarm"),
    Case(
      importer: "langgraph-json", files: ["langgraph/gym-swarm/export.xray.json"],
      truth: "langgraph/gym-swarm"),
    Case(
      importer: "langgraph-mermaid", files: ["langgraph/gym-swarm/export.mmd"], truth: "langgraph/gym-swarm"),
    Case(
      importer: "langgraph-mermaid", files: ["langgraph/gym-swarm/export.xray.mmd"],
      truth: "langgraph/gym-swarm"),
    Case(
      importer: "langgraph-json", files: ["langgraph/loan-review/export.json"], truth: "langgraph/loan-review"
    ),
    Case(
      importer: "langgraph-mermaid", files: ["langgraph/loan-review/export.mmd"],
      truth: "langgraph/loan-review"),
    Case(importer: "autogen", files: ["autogen/clinic-swarm/export.json"], truth: "autogen/clinic-swarm"),
    Case(importer: "autogen", files: ["autogen/patent-graph/export.json"], truth: "autogen/patent-graph"),
    Case(
      importer: "autogen", files: ["autogen/patent-graph/export.string-conditions.json"],
      truth: "autogen/patent-graph"),
    Case(
      importer: "autogen", files: ["autogen/patent-graph/export.fan.json"], truth: "autogen/patent-graph/fan"),
    Case(
      importer: "agent-framework", files: ["agent-framework/helpdesk-handoff/export.json"],
      truth: "agent-framework/helpdesk-handoff"),
    Case(
      importer: "agent-framework", files: ["agent-framework/parcel-workflow/export.json"],
      truth: "agent-framework/parcel-workflow"),
    Case(
      importer: "adk", files: ["google-adk/essay-pipeline/export.json"], truth: "google-adk/essay-pipeline"),
    Case(
      importer: "adk", files: ["google-adk/refund-workflow/export.json"], truth: "google-adk/refund-workflow"),
    Case(
      importer: "llama-index", files: ["llama-index/harvest-workflow/export.representation.json"],
      truth: "llama-index/harvest-workflow"),
    Case(
      importer: "a2a",
      files: ["a2a/logistics/export.customs.agent-card.json", "a2a/logistics/export.quoter.agent-card.json"],
      truth: "a2a/logistics"),
    Case(importer: "mcp", files: ["mcp/library/export.tools-list.json"], truth: "mcp/library"),
    Case(importer: "agent-spec", files: ["agentspec/desk-swarm/export.json"], truth: "agentspec/desk-swarm"),
    Case(
      importer: "agent-spec", files: ["agentspec/desk-swarm/export.manager.json"],
      truth: "agentspec/desk-swarm/manager"),
  ]

  @Test(arguments: cases)
  func `an export gives no error that the live system does not have`(_ item: Case) throws {
    let folder = try #require(Corpora.folder).appending(path: "import")
    let sources = try item.files.map { file in
      ImportSource(name: file, bytes: Array(try Data(contentsOf: folder.appending(path: file))))
    }
    let importer = try #require(Importers.named(item.importer))
    let imported = try importer.read(sources)
    #expect(Importers.recognizing(sources[0]).map(\.name) == [item.importer])
    let truthFile = folder.appending(path: item.truth).appending(path: "truth.manifest.json")
    let truth = try AgentSystem(manifest: Array(try Data(contentsOf: truthFile)), file: item.truth)
    #expect(imported.system.problems.isEmpty, "\(imported.system.problems)")

    let expected = Set(errors(of: truth))
    let surplus = errors(of: imported.system).filter { !expected.contains($0) }
    #expect(surplus.isEmpty)
    #expect(!imported.losses.isEmpty)
  }

  private func errors(of system: AgentSystem) -> [String] {
    RoutingAudit().audit(system).findings.filter { $0.severity == .error }.map(\.rule)
  }
}
