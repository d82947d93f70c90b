import Foundation
import HandoffContracts
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

/// Real systems of ten frameworks, as an ideal importer would describe them, with the members that say what they mean.
@Suite("Import corpus", .enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
struct ImportCorpusTests {
  /// What is true at error level, and why; everything else would be a false alarm.
  static let trueErrors: [String: Set<String>] = [
    // A client may call agents, or a host tools, as often as it likes: no card and no list of tools has a limit.
    "a2a/logistics": ["loop-unbounded: shipper, quoter, customs"],
    "mcp/library": ["loop-unbounded: host, library.search, library.lend, library.ask_librarian"],
    // The specification has neither limits nor a condition that ends a run.
    "agentspec/desk-swarm": ["loop-unbounded: front, tech"],
    "agentspec/desk-swarm/manager": ["loop-unbounded: lead, clerk, courier"],
    // A realtime session has no limit of turns.
    "openai-agents/phone-hotline": ["loop-unbounded: greeter, billing, outage"],
    // Both steps go back to themselves for as long as their own code says so; one of the runs never ends.
    "google-adk/refund-workflow": ["loop-unbounded: inspect"],
    "llama-index/harvest-workflow": ["loop-unbounded: pick"],
  ]

  @Test func `every system is read, and nothing false is found at error level`() throws {
    let names = try Self.names()
    #expect(names.count >= 17)
    #expect(Set(Self.trueErrors.keys).isSubset(of: names))
    for name in names {
      let manifest = try Self.rewritten(name)
      let system = try AgentSystem(manifest: Array(manifest.value.text(.pretty).utf8), file: name)
      #expect(system.problems == [], "\(name)")
      let errors = RoutingAudit().audit(system).findings.filter { $0.severity == .error }
      let found = Set(errors.map { "\($0.rule): \($0.agents.joined(separator: ", "))" })
      #expect(found == Self.trueErrors[name] ?? [], "\(name): \(errors.map(\.message))")
    }
  }

  @Test func `as they are written, with work-arounds, they are read too`() throws {
    for name in try Self.names() {
      #expect(throws: Never.self, "\(name)") {
        try AgentSystem(manifest: try Self.bytes(name), file: name)
      }
    }
  }

  private static func root() throws -> URL {
    try #require(Corpora.folder).appendingPathComponent("import", isDirectory: true)
  }

  private static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root().appendingPathComponent("\(name)/truth.manifest.json")))
  }

  /// The folders below the corpus that hold a manifest.
  private static func names() throws -> [String] {
    let root = try root()
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    let suffix = "/truth.manifest.json"
    return paths.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
  }

  /// The manifest of a system with the members that its work-arounds stand for.
  private static func rewritten(_ name: String) throws -> TruthManifest {
    var manifest = try TruthManifest(parsing: bytes(name))
    manifest.rewriteHints()
    switch name {
    case "google-adk/refund-workflow":
      let text: JSONValue = ["type": "string"]
      manifest.set(
        ["agents", "join", "accepts"],
        [
          "type": "object", "required": ["restock", "pay_back"],
          "properties": ["restock": text, "pay_back": text],
        ])
    case "agent-framework/parcel-workflow":
      manifest.set(
        ["agents", "cheapest", "accepts"],
        [
          "type": "array", "minItems": 2, "maxItems": 2, "items": ["$ref": "#/contracts/Quote/output"],
        ])
    case "openai-agents/insurance-claims":
      manifest.typeHandoffs(from: ["intake", "assessor"])
      manifest.keepOutput(0, of: "intake")
      manifest.keepOutput(0, of: "assessor")
    case "langgraph/gym-swarm":
      manifest.typeHandoffs(from: ["coach"])
      manifest.keepOutput(0, of: "coach")
    case "pydantic-ai/bank-desk":
      manifest.typeHandoffs(from: ["desk", "loans"])
      manifest.keepOutput(0, of: "desk")
      manifest.keepOutput(0, of: "loans")
    case "mcp/library":
      // The host's contract was only made of the arguments of its calls.
      manifest.typeHandoffs(from: ["host"])
      manifest.set(["contracts", "host"], nil)
      manifest.set(["agents", "host", "produces"], nil)
    default: break
    }
    return manifest
  }
}
