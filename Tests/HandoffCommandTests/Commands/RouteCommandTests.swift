import HandoffSchema
import Testing

@testable import handoff

@Suite("handoff route")
struct RouteCommandTests {
  private static let newsroom = "Fixtures/systems/newsroom.json"
  private static let timedOut = #"{"failure": "timed_out"}"#

  /// Routes the output or failure of the newsroom's researcher.
  private func route(_ options: String..., payload: String = timedOut) throws -> BuiltTool.Outcome {
    try BuiltTool.run(
      ["route", Self.newsroom, "researcher", "--payload", "-"] + options, input: payload)
  }

  @Test func `a person reads what is enabled, what is not and why, and what comes next`() throws {
    let outcome = try route("--outcome", "timed_out", "--taken", "researcher->researcher=2")
    #expect(
      outcome
        == BuiltTool.Outcome(
          status: 0,
          output: """
            "researcher" ends with the failure "timed_out"
                payload:     {"failure":"timed_out"}

            enabled:
              researcher->editor#2
                instead of:  researcher->researcher, taken as often as the limit allows
                carries:     {"failure":"timed_out"}

            not taken:
              researcher->writer: it answers the output
              researcher->editor: it answers the failure "no_sources"
              researcher->researcher: it was taken 2 times, its limit is 2

            next:
              "editor" gets the work.

            """, errors: ""))
  }

  @Test func `a program reads JSON, with what a retry carries where that is given`() throws {
    let folder = try TemporaryFolder()
    let received = try folder.add("received.json", #"{"topic": "bees"}"#)
    let retry: JSONValue = ["handoff": "researcher->researcher", "to": "researcher", "retry": true]
    let unknown = try JSONValue(parsing: route("--outcome", "timed_out", "--format", "json").output)
    #expect(unknown["enabled"] == [retry])
    #expect(unknown["ends"] == .null)
    #expect(
      unknown["refused"] == [
        ["handoff": "researcher->writer", "because": "outcome"],
        ["handoff": "researcher->editor", "because": "outcome"],
        ["handoff": "researcher->editor#2", "because": "outcome"],
      ])
    let known = try JSONValue(
      parsing: route("--outcome", "timed_out", "--received", received, "--format", "json").output)
    #expect(known["enabled"]?[0]?["carries"] == ["topic": "bees"])
  }

  @Test func `counts of handoffs and of visits are held against limits`() throws {
    let stopped = try JSONValue(
      parsing: route(
        "--outcome", "timed_out", "--taken", "researcher->writer=11", "--taken", "researcher->researcher=1",
        "--taken", "writer=3", "--format", "json"
      ).output)
    #expect(stopped["enabled"] == [])
    #expect(stopped["runLimit"] == ["to": "editor", "carries": ["failure": "timed_out"]])
    #expect(stopped["refused"]?[2] == ["handoff": "researcher->researcher", "because": "limit"])
    let folder = try TemporaryFolder()
    let manifest = """
      {"handoffSystem": 1, "name": "s", "entry": "a", "agents": {"a": {}, "b": {"limit": 2}},
       "handoffs": [{"from": "a", "to": "b"}]}
      """
    let system = try folder.add("s.json", manifest)
    let visited = try BuiltTool.run(
      ["route", system, "a", "--payload", "-", "--taken=b=2", "--format", "json"], input: "1")
    #expect(try JSONValue(parsing: visited.output)["enabled"]?[0]?["runs"] == false)
  }

  @Test func `limit and none are outcomes too`() throws {
    let limit = try JSONValue(parsing: route("--outcome", "limit", "--format", "json").output)
    #expect(limit["enabled"]?[0]?["handoff"] == "researcher->editor#2")
    let none = try JSONValue(
      parsing: route("--outcome", "none", "--format", "json", payload: #"{"topic": "t", "findings": []}"#)
        .output)
    #expect(none["ends"] == "error")
  }

  @Test func `a payload that breaks the agent's contract is answered, and said to break it`() throws {
    let breach =
      "the payload breaks the contract \"research.findings\": (root): expected a member \"topic\","
      + " found an object of 1 member without it"
    let text = try route()
    #expect(text.status == 0)
    #expect(text.errors == "")
    #expect(text.output.contains("\n    broken:      \(breach)\n"))
    #expect(text.output.hasSuffix("\n  The run ends with an error: nobody takes the work.\n"))
    let json = try route("--format", "json")
    #expect(json.status == 0)
    #expect(json.errors == "standard input: \(breach)\n")
    #expect(try JSONValue(parsing: json.output)["offered"] == false)
  }

  @Test func `a result can be written to a file`() throws {
    let folder = try TemporaryFolder()
    let outcome = try route("--outcome", "timed_out", "--output", folder.path("route.txt"))
    #expect(outcome == BuiltTool.Outcome(status: 0, output: "", errors: ""))
    #expect(folder.text("route.txt") == (try route("--outcome", "timed_out").output))
  }

  @Test(arguments: [
    (
      ["researcher", "--payload", "-", "--outcome", "timed_oot"],
      "--outcome: the contract \"research.findings\" declares no failure \"timed_oot\"; did you mean \"timed_out\"?"
    ),
    (
      ["researcher", "--payload", "-", "--outcome", "zzz"],
      "--outcome: the contract \"research.findings\" declares no failure \"zzz\"; the outcomes are \"output\","
        + " \"none\", \"limit\", \"no_sources\", \"timed_out\""
    ),
    (["reseacher", "--payload", "-"], "no agent is called \"reseacher\"; did you mean \"researcher\"?"),
    (
      ["zzz", "--payload", "-"],
      "no agent is called \"zzz\"; the agents are \"researcher\", \"writer\", \"editor\""
    ),
    (
      ["researcher", "--payload", "-", "--taken", "researcher->writr=1"],
      "--taken: no handoff or agent is called \"researcher->writr\"; did you mean \"researcher->writer\"?"
    ),
    (
      ["researcher", "--payload", "-", "--taken", "writer"],
      "--taken: expected 'A->B=COUNT' or AGENT=COUNT with an integer 0...1000000000, such as"
        + " 'researcher->writer=2', found \"writer\""
    ),
    (
      ["researcher", "--payload", "-", "--taken", "writer=-1"],
      "--taken: expected 'A->B=COUNT' or AGENT=COUNT with an integer 0...1000000000, such as"
        + " 'researcher->writer=2', found \"writer=-1\""
    ),
    (
      ["researcher", "--payload", "-", "--taken", "writer=1", "--taken", "writer=2"],
      "--taken: \"writer\" is counted twice; count it once"
    ),
    (
      ["researcher"],
      "--payload FILE is missing; usage: handoff route SYSTEM.json AGENT [options]"
    ),
    (
      ["researcher", "--payload", "-", "--received", "-"],
      "unexpected argument \"-\"; usage: standard input can be read only once"
    ),
  ])
  func `what cannot be understood is refused with a remedy`(words: [String], message: String) throws {
    let outcome = try BuiltTool.run(["route", Self.newsroom] + words, input: Self.timedOut)
    #expect(outcome == BuiltTool.Outcome(status: 2, output: "", errors: "handoff route: \(message)\n"))
  }

  @Test func `text that is no JSON is refused with line and column`() throws {
    let outcome = try route(payload: "{\"topic\":\n 1")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "standard input:2:3: not JSON: expected \",\" or \"}\", found the end of the text; expected a JSON payload\n"
    )
    #expect(
      try route("--received", "no.json").errors == "no.json: no such file; check the name and the folder\n")
  }

  @Test func `an agent without a contract may fail with any kind`() throws {
    let outcome = try BuiltTool.run(
      ["route", "Fixtures/systems/minimal.json", "worker", "--payload", "-", "--outcome", "any kind"],
      input: "1")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("\"worker\" ends with the failure \"any kind\"\n"))
  }
}
