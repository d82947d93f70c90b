import Foundation
import HandoffContracts
import HandoffReports
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Pictures of systems")
struct GraphModelTests {
  /// A desk with one of everything that a picture tells apart.
  private static let desk: AgentSystem = {
    var planner = Agent(name: "planner")
    planner.limit = 5
    var worker = Agent(name: "worker")
    worker.produces = "result"
    var reviewer = Agent(name: "reviewer")
    reviewer.join = Agent.Join()
    var publisher = Agent(name: "publisher")
    publisher.finishes = .yes
    var result = Contract(name: "result", output: ["type": "object"])
    result.failures = [FailureOutput(kind: "timed_out")]
    var guarded = Handoff(from: "planner", to: "reviewer")
    guarded.when = ["properties": ["priority": ["minimum": 3]], "required": ["priority"]]
    return AgentSystem(
      name: "desk", entry: ["planner"], contracts: [result],
      agents: [planner, worker, reviewer, publisher, Agent(name: "chief", kind: .human)],
      handoffs: [
        Handoff(from: "planner", to: "worker", pattern: .supervisor, parallel: "work"), guarded,
        Handoff(from: "worker", to: "worker", trigger: .failures(["timed_out"]), limit: 2),
        Handoff(from: "worker", to: "chief", trigger: .limit), Handoff(from: "worker", to: "reviewer"),
        Handoff(from: "reviewer", to: "publisher"), Handoff(from: "reviewer", to: "planner"),
        Handoff(from: "planner", to: "chief", trigger: .limit), Handoff(from: "publisher", to: "archivist"),
      ])
  }()

  private static func model(_ system: AgentSystem = desk) -> GraphModel {
    GraphModel(system, report: RoutingAudit().audit(system))
  }

  @Test(arguments: ["mermaid", "dot", "svg", "json"])
  func `a picture looks as it was looked at`(format: String) throws {
    let model = Self.model()
    let text =
      switch format {
      case "mermaid": model.mermaid
      case "dot": model.dot
      case "svg": model.svg
      default: model.json.text(.pretty) + "\n"
      }
    #expect(try GoldenFile("graph.\(format)").difference(from: text, suite: "GraphModelTests") == nil)
  }

  /// Names that would break out of every format.
  private static let hostile = AgentSystem(
    name: "a\"]; <b>&amp;\n%% x", entry: ["\"quoted\"\n--> evil"],
    agents: [
      Agent(name: "\"quoted\"\n--> evil"), Agent(name: "<script>alert(1)</script>"),
      Agent(name: "\u{202E}gnp.exe|x"), Agent(name: "事務 👩‍🚀"),
    ],
    handoffs: [
      Handoff(
        from: "\"quoted\"\n--> evil", to: "<script>alert(1)</script>", trigger: .failures(["a|b\"]"])),
      Handoff(from: "<script>alert(1)</script>", to: "\u{202E}gnp.exe|x"),
      Handoff(from: "\u{202E}gnp.exe|x", to: "事務 👩‍🚀"),
    ])

  @Test func `an SVG with hostile names is well-formed and holds no script`() {
    let svg = Self.model(Self.hostile).svg
    let parser = XMLParser(data: Data(svg.utf8))
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    #expect(!svg.contains("<script") && !svg.contains("\u{202E}"))
  }

  @Test func `a page with hostile names is well-formed and runs nothing`() throws {
    let page = Self.model(Self.hostile).html(version: "1.0.0")
    #expect(page.contains("</svg>") && page.hasSuffix("</html>\n"))
    #expect(try HTMLTokens(page).problems == [])
    #expect(!page.contains("<script"))
  }

  @Test func `hostile names stay within their quotes in Mermaid and DOT`() {
    for line in Self.model(Self.hostile).mermaid.split(separator: "\n") {
      #expect(line.count { $0 == "\"" } % 2 == 0, "\(line)")
      #expect(!line.contains("<") || line.contains("<-"), "\(line)")
    }
    for line in Self.model(Self.hostile).dot.split(separator: "\n") {
      let bare = line.replacingOccurrences(of: "\\\\", with: "").replacingOccurrences(of: "\\\"", with: "")
      #expect(bare.count { $0 == "\"" } % 2 == 0, "\(line)")
    }
  }

  @Test func `around an agent only what is near it is shown`() throws {
    let part = try #require(Self.model().around("publisher", depth: 1))
    #expect(part.nodes.map(\.name) == ["reviewer", "publisher", "archivist"])
    #expect(part.edges.map(\.name) == ["reviewer->publisher", "publisher->archivist"])
    #expect(part.omission == "3 agents farther away than 1 not shown")
    #expect(Self.model().around("nobody", depth: 1) == nil)
  }

  @Test func `a ring of many agents becomes one node`() {
    let names = (0..<200).map { "r\($0)" }
    var handoffs = names.indices.map { Handoff(from: names[$0], to: names[($0 + 1) % 200]) }
    handoffs.append(Handoff(from: "r7", to: "end"))
    let system = AgentSystem(
      name: "ring", entry: ["r0"], agents: (names + ["end"]).map { Agent(name: $0) }, handoffs: handoffs)
    let grouped = Self.model(system).grouped()
    #expect(grouped.nodes.map(\.name) == ["r0 and 199 more in a circle", "end"])
    #expect(grouped.nodes[0].members == names)
    #expect(grouped.edges.map { [$0.from, $0.to] } == [[0, 1]])
    #expect(grouped.omission == "201 agents are shown as 2 nodes; --around AGENT shows a part")
  }

  @Test func `a long chain of many agents becomes groups of equal distance, never more than the limit`() {
    let names = (0..<500).map { "c\($0)" }
    let handoffs = zip(names, names.dropFirst()).map { Handoff(from: $0, to: $1) }
    let system = AgentSystem(
      name: "chain", entry: ["c0"], agents: names.map { Agent(name: $0) }, handoffs: handoffs)
    let grouped = Self.model(system).grouped()
    #expect(grouped.nodes.count <= GraphModel.agentLimit)
    #expect(grouped.nodes.flatMap { $0.members.isEmpty ? [$0.name] : $0.members } == names)
  }

  @Test func `what was found within a group is shown at the group`() {
    let names = (0..<80).map { "a\($0)" }
    let system = AgentSystem(
      name: "ring", entry: ["a0"], agents: names.map { Agent(name: $0) },
      handoffs: names.indices.map { Handoff(from: names[$0], to: names[($0 + 1) % names.count]) })
    let grouped = Self.model(system).grouped()
    #expect(grouped.nodes.map(\.severity) == [.error])
  }

  @Test func `what is left out is said in full, however small the picture`() throws {
    let names = (0..<80).map { "a\($0)" }
    let system = AgentSystem(
      name: "ring", entry: ["a0"], agents: names.map { Agent(name: $0) },
      handoffs: names.indices.map { Handoff(from: names[$0], to: names[($0 + 1) % names.count]) })
    let grouped = Self.model(system).grouped()
    let width = try #require(grouped.svg.split(separator: "\"").dropFirst(3).first.flatMap { Double($0) })
    // Six pixels a character is what a usual font needs at this size.
    #expect(width >= Double(try #require(grouped.omission).count) * 6)
    #expect(grouped.svg.contains(">\(grouped.nodes[0].name)<"))
  }

  @Test func `a small system is not grouped`() {
    #expect(Self.model().grouped() == Self.model())
  }
}
