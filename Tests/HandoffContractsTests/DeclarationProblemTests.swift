import HandoffContracts
import HandoffSchema
import Testing

/// Slips in a Swift declaration: kept with their places, never lost, never a trap.
@Suite("Problems of a Swift declaration")
struct DeclarationProblemTests {
  private let file = "HandoffContractsTests/DeclarationProblemTests.swift"

  @Test func `two contracts under one name are a problem with both places`() {
    let first = #line
    let one = Contract("c") { Output(.string) }
    let same = Contract("c") { Output(.string) }
    let other = Contract("c") { Output(.integer) }
    let system = AgentSystem("s", entry: "a") {
      Agent("a") {
        Produces(one); Accepts(same)
      }
      Agent("b") { Accepts(other) }
    }
    #expect(
      system.problems == [
        DeclarationProblem(
          reason: .duplicate(
            .contract, name: "c", first: HandoffContracts.SourceLocation(file: file, line: first + 1)),
          pointer: JSONPointer(tokens: ["contracts", "c"]),
          location: HandoffContracts.SourceLocation(file: file, line: first + 3))
      ])
  }

  @Test func `every slip is told in one line`() {
    let first = #line
    let system = AgentSystem("s", entry: "a") {
      Agent("a") {
        Accepts("nothing"); Accepts(.string); Performs("x"); Performs("y")
      }
      Agent("a") {
        Preserves("topic"); Adds(-1, to: "/n"); Seconds(.infinity)
      }
      Contract("empty") {
        Failure("f"); Failure("f")
      }
      Contract("twice", version: "one") {
        Output(.string); Output(.integer)
      }
      Limits(handoffs: 0); Limits(handoffs: 1, onLimit: "z")
      Definition("d", .string); Definition("d", .string)
      Handoff("a", to: "nobody", limit: 0)
      Handoff("a", to: "a", each: "items")
      Agent("b") {
        Join(.all); Join(2); OnInvalid(.reject); OnInvalid("lost")
      }
    }
    #expect(
      system.problems.map { $0.description.replacingOccurrences(of: file, with: "F", line: first) } == [
        "F:14: /limits: Limits stands here a second time; keep one",
        "F:15: /$defs/d: the definition \"d\" is declared twice",
        "F:14: /limits/onLimit: no agent is called \"z\"; declared: a, a, b",
        "F:8: /contracts/empty: a contract needs an output: add Output { Field(\"name\", shape) }",
        "F:9: /contracts/empty/failures/f: the failure \"f\" is declared twice, first at F:9",
        "F:12: /contracts/twice/output: Output stands here a second time; keep one",
        "F:11: /contracts/twice/version: expected a version such as \"1.2.0\" (semver.org), found \"one\"",
        "F:2: /agents/a/accepts: Accepts stands here a second time; keep one",
        "F:2: /agents/a/task: Performs stands here a second time; keep one",
        "F:5: /agents/a/preserves: expected a JSON Pointer such as \"/priority\", found \"topic\"",
        "F:5: /agents/a/seconds: expected a number above 0, found inf",
        "F:5: /agents/a: the agent \"a\" is declared twice, first at F:2",
        "F:5: /agents/a/adds/~1n: expected an integer from 0, found -1",
        "F:18: /agents/b/join: Join stands here a second time; keep one",
        "F:18: /agents/b/onInvalid: OnInvalid stands here a second time; keep one",
        "F:18: /agents/b/onInvalid: the agent produces by no contract that could declare the failure \"lost\"; give"
          + " it one, or let it reject",
        "F:18: /agents/b/join/wait: the join waits for 2 branches and has none; add handoffs that lead to it, or"
          + " leave the join out",
        "F:16: /handoffs/0/limit: expected an integer from 1, found 0",
        "F:17: /handoffs/1/each: expected a JSON Pointer such as \"/items\", found \"items\"",
      ])
  }

  @Test func `a schema that looks like the name of a contract is a problem`() {
    let system = AgentSystem("s", entry: "a") { Agent("a") { Accepts(.schema(["contract": "c"])) } }
    #expect(system.problems.map(\.pointer) == [JSONPointer(tokens: ["agents", "a", "accepts"])])
  }
}

extension String {
  /// Shortens the file's name and counts its lines from the one given.
  fileprivate func replacingOccurrences(of file: String, with short: String, line: Int) -> String {
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: file + ":") {
      let digits = rest[range.upperBound...].prefix(while: \.isNumber)
      result += rest[..<range.lowerBound] + "\(short):\((Int(digits) ?? 0) - line)"
      rest = rest[digits.endIndex...]
    }
    return result + rest
  }
}
