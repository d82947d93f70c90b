import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import handoff

@Suite("handoff audit with a baseline")
struct AuditBaselineCommandTests {
  private func system(_ dead: [String], before lines: Int = 0) -> String {
    let agents = dead.map { #""\#($0)": {}"# }
    let handoffs = dead.map { #"{"from": "a", "to": "\#($0)"}"# }
    return String(repeating: "\n", count: lines)
      + #"{"handoffSystem": 1, "name": "s", "entry": "a", "agents": {"a": {}, "#
      + agents.joined(separator: ", ") + #"}, "handoffs": ["# + handoffs.joined(separator: ", ") + "]}\n"
  }

  @Test func `only what is new is told, and what is gone`() throws {
    let folder = try TemporaryFolder()
    let baseline = folder.path("b.json")
    func audit(_ text: String, _ options: String...) throws -> BuiltTool.Outcome {
      try BuiltTool.run(["audit", try folder.add("s.json", text), "--baseline", baseline] + options)
    }
    let written = try audit(system(["x", "y"]), "--write-baseline")
    #expect(written.status == 0, "\(written.errors)")
    #expect(written.output.contains("no findings, "))
    #expect(written.output.contains(" known by the baseline\n"))
    // Elsewhere in the file it is the same.
    #expect(try audit(system(["x", "y"], before: 7)).status == 0)
    let changed = try audit(system(["x", "z"]), "--format", "json")
    #expect(changed.status == 1)
    let report = try JSONValue(parsing: changed.output)
    let found = try #require(report["findings"]?.arrayValue)
    #expect(found.contains { $0["rule"] == "dead-end" && $0["agents"] == ["z"] })
    #expect(!found.contains { $0["agents"] == ["x"] })
    let gone = try #require(report["baseline"]?["gone"]?.arrayValue)
    #expect(gone.contains { $0["rule"] == "dead-end" && $0["agents"] == ["y"] })
    #expect(try audit(system(["x", "z"])).output.contains("    [dead-end] \"y\"\n"))
  }

  @Test func `a file that is no baseline and an option without one are refused`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.add("s.json", system(["x"]))
    let wrong = try BuiltTool.run(["audit", file, "--baseline", file])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains(":1:1: no baseline: expected {\"handoffBaseline\": 1"))
    let alone = try BuiltTool.run(["audit", file, "--write-baseline"])
    #expect(alone.status == 2)
    #expect(
      alone.errors
        == "handoff audit: --write-baseline has no meaning here: --baseline FILE says which file to write\n")
    #expect(try BuiltTool.run(["audit", file, "--baseline", folder.path("none.json")]).status == 2)
  }

  @Test func `of one rule twenty findings are shown, or all`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.add("s.json", system((0..<25).map { "x\($0)" }))
    func shown(_ options: String...) throws -> (count: Int, output: String) {
      let output = try BuiltTool.run(["audit", file] + options).output
      return (output.split(separator: "\n").count { $0.hasSuffix(" [dead-end] structural") }, output)
    }
    let some = try shown()
    #expect(some.count == 20)
    #expect(some.output.contains("\n5 more findings of [dead-end]; --all shows all of them\n"))
    #expect(try shown("--all").count == 25)
    #expect(try !shown("--all").output.contains("--all"))
  }
}
