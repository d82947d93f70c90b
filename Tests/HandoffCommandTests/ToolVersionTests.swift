import Foundation
import Testing

@testable import handoff

@Suite("The version")
struct ToolVersionTests {
  private static func text(_ path: String) throws -> String {
    try String(contentsOf: Here.root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test func `it tells the commit, or that nobody noted one`() {
    #expect(ToolVersion.text(commit: "0a1b").hasPrefix("handoff 0.2.0 (commit 0a1b; "))
    #expect(ToolVersion.text(commit: nil).hasPrefix("handoff 0.2.0 (commit unknown, "))
    #expect(ToolVersion.line.contains("debug build for "))
  }

  @Test func `the list of changes has a section for the version, or for what comes next`() throws {
    // While a version is prepared its changes stand under "Unreleased"; no section is of a later one.
    let headings = try Self.text("CHANGELOG.md").split(separator: "\n").filter { $0.hasPrefix("## ") }
      .map { $0.dropFirst(3).prefix { $0 != " " } }
    let versions = headings.filter { $0 != "Unreleased" && $0 != "[Unreleased]" }
      .map { $0.filter { $0 != "[" && $0 != "]" } }
    #expect(headings.first == "Unreleased" || versions.first == ToolVersion.number)
    for version in versions {
      let order = version.compare(ToolVersion.number, options: .numeric)
      #expect(order != .orderedDescending, "\(version)")
    }
  }

  @Test func `what names the version names this one`() throws {
    #expect(try BuiltTool.run("--version").output == ToolVersion.line + "\n")
    #expect(try Self.text("Templates/release/release.yml").contains("\(ToolVersion.number)"))
  }
}
