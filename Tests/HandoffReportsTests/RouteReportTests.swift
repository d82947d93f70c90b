import HandoffContracts
import HandoffReports
import HandoffRuntime
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Route reports")
struct RouteReportTests {
  /// A desk that sorts letters; one handoff of every kind that a report tells apart.
  private var system: AgentSystem {
    var desk = Agent(name: "desk")
    desk.produces = "letter"
    desk.finishes = .yes
    var archive = Agent(name: "archive")
    archive.limit = 2
    var board = Agent(name: "board")
    board.join = Agent.Join()
    var clerk = Agent(name: "clerk")
    clerk.finishes = .yes
    var letter = Contract(
      name: "letter",
      output: [
        "type": "object", "required": ["weight"],
        "properties": ["weight": ["type": "integer"], "pages": ["type": "array"]],
      ])
    letter.failures = [FailureOutput(kind: "unreadable"), FailureOutput(kind: "lost")]
    var conditional = Handoff(from: "desk", to: "board")
    conditional.condition = "the board is in session"
    var pages = Handoff(from: "desk", to: "archive", parallel: "copies")
    pages.each = JSONPointer(tokens: ["pages"])
    var typed = Handoff(from: "desk", to: "clerk")
    typed.payload = .schema(["type": "string"])
    return AgentSystem(
      name: "post", entry: ["desk"], limits: AgentSystem.RunLimit(handoffs: 20, onLimit: "clerk"),
      contracts: [letter],
      agents: [
        desk, archive, board, clerk, Agent(name: "head", kind: .human), Agent(name: "owner", kind: .human),
      ],
      handoffs: [
        Handoff(from: "desk", to: "clerk", when: ["properties": ["weight": ["minimum": 100]]]), conditional,
        pages, Handoff(from: "desk", to: "head", limit: 1), typed,
        Handoff(from: "desk", to: "clerk", trigger: .limit),
        Handoff(from: "desk", to: "board", trigger: .limit),
        Handoff(from: "desk", to: "desk", trigger: .failures(["unreadable", "lost"]), limit: 2),
        Handoff(from: "desk", to: "clerk", trigger: .none),
        Handoff(from: "desk", to: "nobody", evidence: .unknown),
        Handoff(from: "head", to: "desk", returns: true),
        Handoff(from: "archive", to: "head", trigger: .limit, limit: 1),
      ])
  }

  private func report(
    _ payload: JSONValue, _ outcome: Visit.Outcome = .output, of agent: Int = 0, received: JSONValue? = nil,
    selection: AgentSystem.Selection = .choice, taken: [Int: Int] = [:], visited: [Int: Int] = [:]
  ) throws -> RouteReport {
    var system = system
    system.selection = selection
    var counts = RunCounts()
    for (handoff, count) in taken { counts.handoffs[HandoffIndex(handoff)] = count }
    for (agent, count) in visited { counts.visits[AgentIndex(agent)] = count }
    return try RouteReport(
      Router(system), Visit(of: AgentIndex(agent), outcome, payload: payload, received: received),
      after: counts)
  }

  /// Reports that together say everything that one can say, each under what it shows.
  private var reports: [(title: String, RouteReport)] {
    get throws {
      let letter: JSONValue = ["weight": 20, "pages": [1, "t\u{1B}[31mwo", 3, 4]]
      let lost: JSONValue = ["failure": "lost"]
      return [
        ("many ways, limits reached", try report(letter, taken: [3: 1], visited: [1: 1])),
        ("the first match", try report(letter, selection: .firstMatch, taken: [11: 1], visited: [1: 2])),
        ("a retry", try report(lost, .failure("lost"), received: letter)),
        ("a retry without its input", try report(lost, .failure("lost"))),
        ("a retry whose limit is reached", try report(lost, .failure("lost"), taken: [7: 2, 5: 1])),
        ("a failure that nothing takes", try report("lost", .failure("lost"), of: 3)),
        ("no target named", try report(["weight": 20], .none)),
        ("the run's limit", try report(letter, taken: [0: 20])),
        ("an arrival beyond the limit", try report(letter, .limit, of: 1)),
        ("that nothing takes", try report(letter, .limit, of: 1, taken: [11: 1])),
        ("a human keeps the work", try report(letter, of: 5)),
        ("an agent that finishes", try report("done", of: 3)),
        ("an output that breaks the contract", try report(["weight": "20"])),
        ("what only a typed handoff carries", try report("hello")),
        ("an undeclared failure", try report(lost, .failure("late"))),
      ]
    }
  }

  @Test func `a person reads what is enabled, what is not and why, and what comes next`() throws {
    let text = try reports.map { "# \($0.title)\n" + $0.1.text() }.joined(separator: "\n")
    #expect(try GoldenFile("routes.txt").difference(from: text, suite: "RouteReportTests") == nil)
  }

  @Test func `a program reads the same`() throws {
    let shown = [
      "many ways, limits reached", "a retry", "a retry without its input", "the run's limit",
      "an output that breaks the contract",
    ]
    let json =
      JSONValue.array(try reports.filter { shown.contains($0.title) }.map(\.1.json)).text(.pretty) + "\n"
    #expect(try GoldenFile("routes.json").difference(from: json, suite: "RouteReportTests") == nil)
  }

  @Test func `colour changes nothing but the colour`() throws {
    for (_, report) in try reports {
      var plain = report.text(style: TextStyle(usesColor: true))
      #expect(plain != report.text())
      while let start = plain.firstIndex(of: "\u{1B}"), let end = plain[start...].firstIndex(of: "m") {
        plain.removeSubrange(start...end)
      }
      #expect(plain == report.text())
    }
  }

  @Test func `text lists the first elements, JSON all`() throws {
    let pages = JSONValue.array((1...12).map { JSONValue(integerLiteral: $0) })
    let report = try report(["weight": 1, "pages": pages])
    #expect(
      report.text().contains("\n    carries:     10\n    carries:     2 more, listed by --format json\n"))
    let entries = report.json["enabled"]?.arrayValue?.filter { $0["handoff"] == "desk->archive" }
    #expect(entries?.map { $0["carries"]?.intValue } == Array(1...12))
    // Two of them are visits, the others arrive beyond the limit: the first takes the way out, which is then used up.
    #expect(entries?.map { $0["runs"] } == [nil, nil] + Array(repeating: false, count: 10))
    #expect(
      entries?.map { $0["atLimit"]?["ends"] } == [nil, nil, .null] + Array(repeating: "error", count: 9))
  }

  @Test func `an array without elements is enabled and carries nothing`() throws {
    let json = try report(["weight": 1, "pages": []], selection: .firstMatch, taken: [3: 1]).json
    #expect(json["empty"] == ["desk->archive"])
    #expect(json["ends"] == .null)
    #expect(json["enabled"]?.arrayValue?.map { $0["handoff"] } == ["desk->board"])
  }

  @Test func `the breach of a contract is told`() throws {
    #expect(try report(["weight": 20]).breach == nil)
    #expect(try report("hello").breach == nil)
    #expect(
      try report(["weight": "20"]).breach?.hasPrefix("the payload breaks the contract \"letter\": /weight: ")
        == true)
    #expect(
      try report(["failure": "late"], .failure("late")).breach
        == "the contract \"letter\" declares no failure \"late\"")
  }
}
