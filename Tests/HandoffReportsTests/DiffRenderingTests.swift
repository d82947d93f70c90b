import Foundation
import HandoffContracts
import HandoffReports
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Diff reports")
struct DiffRenderingTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures/diff")

  private func system(_ name: String) throws -> AgentSystem {
    let data = try Data(contentsOf: Self.folder.appendingPathComponent(name))
    return try AgentSystem(manifest: Array(data), file: name)
  }

  @Test(arguments: ["breaking", "widening", "renamed-contract", "new-failure"])
  func `each change stands with its witnesses, versions and agents`(name: String) throws {
    let diff = try SystemDiff(from: system("\(name).old.json"), to: system("\(name).new.json"))
    let text = DiffRendering.text(diff) + "\n" + DiffRendering.json(diff).text(.pretty) + "\n"
    #expect(try GoldenFile("diff-\(name).txt").difference(from: text, suite: "DiffRenderingTests") == nil)
  }
}
