import Foundation
import HandoffContracts
import HandoffRuntime
import HandoffSchema
import HandoffTestSupport
import Testing

/// What the page of what travels says beside the outputs of commands, which `DocumentationTests` runs.
@Suite("The page of what travels")
struct SemanticsPageTests {
  private static func page() throws -> String {
    try String(contentsOf: Here.root.appendingPathComponent("docs/semantics.md"), encoding: .utf8)
  }

  private static func system(_ file: URL) throws -> AgentSystem {
    try AgentSystem(manifest: Array(try Data(contentsOf: file)), file: file.lastPathComponent)
  }

  @Test func `it shows every example there is`() throws {
    let page = try Self.page()
    let files = Fixtures.files(in: "semantics")
    #expect(files.count > 5)
    for file in files {
      #expect(page.contains("Fixtures/semantics/\(file.lastPathComponent) "))
      #expect(try Self.system(file).problems == [])
    }
  }

  @Test(arguments: Agent.Join.Received.allCases)
  func `a join receives what the table says`(received: Agent.Join.Received) throws {
    let file = try #require(Fixtures.files(in: "semantics").first { $0.lastPathComponent == "join.json" })
    var system = try Self.system(file)
    let join = try #require(system.agents.firstIndex { $0.name == "answer" })
    system.agents[join].join?.receives = received
    let router = Router(system)
    let law = try #require(router.index.handoff(named: "law->answer"))
    let tax = try #require(router.index.handoff(named: "tax->answer"))
    // Whichever comes first.
    let arrivals = [JoinArrival(tax, ["rate": 19]), JoinArrival(law, ["clause": 7])]
    let row = try #require(
      try Self.page().split(separator: "\n").first { $0.hasPrefix("| `\(received.rawValue)` |") })
    let cell = try #require(row.firstMatch(of: /\| `([^`]*)` \|[^|]*\|$/)?.1)
    let answer = try #require(router.index.agent(named: "answer"))
    #expect(router.joined(at: answer, arrivals) == .payload(try JSONValue(parsing: String(cell))))
  }
}
