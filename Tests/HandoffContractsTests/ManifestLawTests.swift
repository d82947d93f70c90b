import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

/// What has to hold for every manifest: written and read back it says the same.
@Suite("Manifest laws")
struct ManifestLawTests {
  @Test func `there are example systems`() {
    #expect(Fixtures.files(in: "systems").count >= 3)
  }

  @Test(arguments: Fixtures.files(in: "systems"))
  func `an example reads back equal`(file: URL) throws {
    try check(AgentSystem(manifest: bytes(of: file), file: file.lastPathComponent))
  }

  @Test(.enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
  func `every manifest from outside reads back equal`() throws {
    let folder = try #require(Corpora.folder).appendingPathComponent("routing", isDirectory: true)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".manifest.json") }.sorted()
    #expect(names.count >= 30)
    for name in names {
      try check(AgentSystem(manifest: bytes(of: folder.appendingPathComponent(name)), file: name))
    }
  }

  @Test func `a generated system reads back equal`() throws {
    for seed in 0..<400 {
      var generator = RandomSystem(seed: UInt64(seed))
      let system = generator.system()
      #expect(system.problems == [], "seed \(seed)")
      try check(system)
    }
  }

  private func check(_ system: AgentSystem) throws {
    let text = system.manifest.text(.pretty)
    let back = try AgentSystem(manifest: Array(text.utf8), file: "back.json")
    #expect(back == system)
    #expect(back.problems == [])
    // The text is equal too, so that order and number literals are kept.
    #expect(back.manifest.text(.pretty) == text)
  }

  private func bytes(of file: URL) throws -> [UInt8] {
    Array(try Data(contentsOf: file))
  }
}
