import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

/// The JSON Schema of manifests, by which editors complete them.
@Suite("Schema of manifests")
struct ManifestSchemaTests {
  /// Manifests that are refused for what their parts mean together, which no JSON Schema says.
  private static let wellShaped = [
    "repeated-names.json": "what stands twice",
    "ambiguous-failures.json": "whether two schemas overlap",
    "bad-schemas.json": "whether the schemas compile",
    "dangling-names.json": "whether names are declared",
    "no-contracts-at-all.json": "whether names are declared",
    "repeated-members.json": "the last of two members of one name counts for a validator",
  ]
  /// Manifests that are no JSON at all.
  private static let notJSON = ["empty.json", "truncated.json"]

  private let schema: Schema

  init() throws {
    schema = try Schema(AgentSystem.schemaOfManifests)
  }

  @Test func `docs/manifest.schema.json is what the reader's tables say`() throws {
    let golden = GoldenFile(Fixtures.repository.appendingPathComponent("docs/manifest.schema.json"))
    let text = AgentSystem.schemaOfManifests.text(.pretty) + "\n"
    #expect(try golden.difference(from: text, suite: "ManifestSchemaTests") == nil)
  }

  @Test func `where schemas stand in a manifest is told by the reader's tables`() throws {
    let manifest: JSONValue = [
      "handoffSystem": 1, "input": true, "title": ["input": true],
      "contracts": [
        "c": ["output": ["contract": 1], "failures": ["f": ["schema": [:]], "g": ["description": ""]]]
      ],
      "agents": [
        "a": ["accepts": ["type": "null"], "join": ["wait": 1]], "b": ["accepts": ["contract": "c"]], "c": 3,
      ],
      "handoffs": [
        ["when": false, "payload": ["contract": "c"], "result": [:], "x-when": [:]], ["from": "a"],
        ["payload": [:]],
      ],
      "$defs": ["d": ["$defs": ["e": true]]],
    ]
    #expect(
      SchemaHosts.manifests.pointers(in: manifest).map(\.description) == [
        "/input", "/contracts/c/output", "/contracts/c/failures/f/schema", "/agents/a/accepts",
        "/handoffs/0/when",
        "/handoffs/0/result", "/handoffs/2/payload", "/$defs/d",
      ])
  }

  @Test(arguments: Self.manifests)
  func `every manifest that can be read has its shape`(file: URL) throws {
    let manifest = try JSONDocument(parsing: Array(Data(contentsOf: file))).value
    #expect(schema.violations(in: manifest).map { "\($0)" } == [])
  }

  @Test func `there are manifests in many folders`() {
    #expect(Self.manifests.count >= 60, "\(Self.manifests.count)")
  }

  @Test(arguments: Fixtures.files(in: "manifests/err"))
  func `a manifest that is refused for its shape has not its shape`(file: URL) throws {
    let name = file.lastPathComponent
    guard let document = try? JSONDocument(parsing: Array(Data(contentsOf: file))) else {
      #expect(Self.notJSON.contains(name))
      return
    }
    #expect(schema.isValid(document.value) == (Self.wellShaped[name] != nil), "\(name)")
  }

  @Test func `what is said to be of good shape exists`() {
    let names = Set(Fixtures.files(in: "manifests/err").map(\.lastPathComponent))
    #expect(Self.wellShaped.keys.filter { !names.contains($0) } == [])
  }

  @Test func `a manifest may say where its schema is, and keeps it`() throws {
    let text = """
      {"$schema": "docs/manifest.schema.json", "handoffSystem": 1, "name": "x", "entry": null, "agents": {}}
      """
    let system = try AgentSystem(manifest: Array(text.utf8), file: "m.json")
    #expect(system.manifestSchema == "docs/manifest.schema.json")
    #expect(system.manifest == (try JSONValue(parsing: text)))
    #expect(system.manifest.objectValue?.keys.first == "$schema")
    #expect(try AgentSystem(manifest: Array(system.manifest.text().utf8), file: "m.json") == system)
  }

  /// Every manifest below `Fixtures` that is meant to be read.
  private static let manifests: [URL] = {
    let names = (FileManager.default.enumerator(atPath: Fixtures.folder.path)?.allObjects as? [String]) ?? []
    return names.sorted().filter { $0.hasSuffix(".json") && !$0.hasPrefix("manifests/err") }
      .map { Fixtures.folder.appendingPathComponent($0) }
      .filter { file in
        let value = (try? Data(contentsOf: file)).flatMap { try? JSONDocument(parsing: Array($0)).value }
        return value?["handoffSystem"] != nil
      }
  }()
}
