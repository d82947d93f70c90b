import Foundation
import HandoffTestSupport
import Synchronization
import Testing

/// The page on tests: its code is code that is compiled, its output what the test says.
@Suite("The page on testing")
struct TestingPageTests {
  private static let page = Here.root.appendingPathComponent("docs/testing.md")

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: Here.root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test func `every snippet stands in code that is compiled`() throws {
    let code = [
      try Self.text("Tests/HandoffCommandTests/TestingPageExample.swift"),
      try Self.text("Tests/SampleClient/Package.swift"),
    ]
    let blocks = FencedBlock.all("swift", in: try String(contentsOf: Self.page, encoding: .utf8))
    #expect(blocks.count >= 7)
    for block in blocks {
      #expect(code.contains { $0.contains(block) }, "not in the code:\n\(block)")
    }
  }

  @Test func `its test fails as the page says`() async throws {
    let recorded = Mutex<[String]>([])
    await withKnownIssue {
      await AuthorHandoffs().`the author survives everything the planner may send`()
    } matching: { issue in
      if issue.severity == .error { recorded.withLock { $0 += issue.comments.map(\.rawValue) } }
      return true
    }
    let text = recorded.withLock { $0.joined(separator: "\n") } + "\n"
    let page = try String(contentsOf: Self.page, encoding: .utf8)
    let renewed = FencedBlock.replacing("text", in: page) { _ in text }
    #expect(try GoldenFile(Self.page).difference(from: renewed, suite: "TestingPageTests") == nil)
  }
}
