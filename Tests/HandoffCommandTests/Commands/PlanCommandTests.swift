import HandoffSchema
import Testing

@testable import handoff

@Suite("handoff plan, graph and audit --failures")
struct PlanCommandTests {
  private static let newsroom = "Fixtures/systems/newsroom.json"

  @Test func `every format is written, and the exit status is 0`() throws {
    let calls = [
      ["plan", Self.newsroom], ["plan", Self.newsroom, "--format", "markdown"],
      ["plan", Self.newsroom, "--format", "json"], ["graph", Self.newsroom],
      ["graph", Self.newsroom, "--format", "dot"], ["graph", Self.newsroom, "--format", "svg"],
      ["graph", Self.newsroom, "--format", "html"],
      ["graph", Self.newsroom, "--format", "json"], ["audit", Self.newsroom, "--failures"],
      ["audit", Self.newsroom, "--failures", "--format", "markdown"],
      ["audit", Self.newsroom, "--failures", "--format", "json"],
      ["audit", Self.newsroom, "--format", "markdown"],
    ]
    for call in calls {
      let outcome = try BuiltTool.run(call)
      #expect(outcome.status == 0 && outcome.errors == "", "\(call)")
      #expect(outcome.output.contains("editor") || call == calls.last, "\(call)")
      if call.last == "json" { #expect(throws: Never.self) { try JSONValue(parsing: outcome.output) } }
    }
  }

  @Test func `a part of the system is shown around an agent, and a typing error is answered`() throws {
    let part = try BuiltTool.run(["graph", Self.newsroom, "--around", "writer"])
    #expect(part.status == 0 && part.output.contains("\"writer"))
    let wrong = try BuiltTool.run(["graph", Self.newsroom, "--around", "writr"])
    #expect(wrong.status == 2)
    #expect(wrong.errors == "handoff graph: no agent is called \"writr\"; did you mean \"writer\"?\n")
  }
}
