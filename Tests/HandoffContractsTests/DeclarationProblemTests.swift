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
        "F:3: /agents/a/accepts: Accepts stands here a second time; keep one",
        "F:3: /agents/a/task: Performs stands here a second time; keep one",
        "F:6: /agents/a/preserves: expected a JSON Pointer such as \"/priority\", found \"topic\"",
        "F:6: /agents/a/seconds: expected a number above 0, found inf",
        "F:5: /agents/a: the agent \"a\" is declared twice, first at F:2",
        "F:5: /agents/a/adds/~1n: expected an integer from 0, found -1",
        "F:19: /agents/b/join: Join stands here a second time; keep one",
        "F:19: /agents/b/onInvalid: OnInvalid stands here a second time; keep one",
        "F:18: /agents/b/onInvalid: the agent produces by no contract that could declare the failure \"lost\"; give"
          + " it one, or let it reject",
        "F:18: /agents/b/join/wait: the join waits for 2 branches and has none; add handoffs that lead to it, or"
          + " leave the join out",
        "F:16: /handoffs/0/limit: expected an integer from 1, found 0",
        "F:17: /handoffs/1/each: expected a JSON Pointer such as \"/items\", found \"items\"",
      ])
  }

  @Test func `every field, choice and element that stands twice is told where it stands`() {
    let first = #line
    let contract = Contract("c") {
      Output {
        Field("a", .string)
        Field("b", .integer); Field("a", .null)
        Field(
          "in",
          .array(
            of: .object {
              Field("x", .null); Field("x", .null)
            }))
      }
      FailureTag("error")
      Untagged()
      Failure("f") {
        Field("g", .oneOf("u", "v", "u")); Field("h", .oneOf([String]()))
      }
      Extension("x-a", 1); Extension("x-a", 2)
    }
    let system = AgentSystem("s", entry: "a") {
      Agent("a") {
        Produces(contract)
        Produces("c"); Finishes(); Finishes(.no)
        Selects(.choice); Selects(.choice); Seconds(1); Seconds(2); ContextTokens(1); ContextTokens(2)
        Observes(); Observes(); Limit(1); Limit(2); Runs("a"); Runs("b")
        Tools("t", "t"); Reads("r"); Reads("r"); Writes("w", "w")
        Preserves("/p", "/p"); Adds(1, to: "/n"); Adds(1, to: "/n"); Copies("/x", from: "/y");
        Copies("/x", from: "/z")
        Extension("x-b", 1); Extension("x-b", 2)
      }
      Agent("b") {
        Preserves("/p"); Preserves(.everything); Preserves("/q")
      }
      Selects(.choice); Selects(.firstMatch)
      Starts(
        with: .object {
          Field("q", .null); Field("q", .null)
        });
      Starts(with: contract)
      Allow("dead-end", because: "x"); Allow("dead-end", because: "y");
      Allow("dead-end", at: "b", because: "y")
      Extension("x-d", 1); Extension("x-d", 2); Extension("owner", 3)
      Handoff(
        "a", to: "b", on: .failure("f", "f"),
        when: .object {
          Field("k", .null); Field("k", .null)
        },
        carries: [.task, .context, .task])
      Definition("d", .map(of: .string, names: .oneOf("m", "m")))
    }
    #expect(
      system.problems.map { $0.description.replacingOccurrences(of: file, with: "F", line: first) } == [
        "F:33: /selection: Selects stands here a second time; keep one",
        "F:36: /input/properties/q: the field \"q\" is declared twice, first at F:36",
        "F:38: /input: Starts stands here a second time; keep one",
        "F:41: /x-d: Extension(\"x-d\", …) stands here a second time; keep one",
        "F:48: /$defs/d/propertyNames/enum/1: \"m\" stands here a second time; keep one",
        "F:19: /owner: expected a name that begins with x-, found the name \"owner\"",
        "F:9: /contracts/c/output/properties/in/items/properties/x: the field \"x\" is declared twice, first at F:9",
        "F:4: /contracts/c/output/properties/a: the field \"a\" is declared twice, first at F:3",
        "F:13: /contracts/c/failureTag: FailureTag stands here a second time; keep one",
        "F:15: /contracts/c/failures/f/schema/properties/g/enum/2: \"u\" stands here a second time; keep one",
        "F:15: /contracts/c/failures/f/schema/properties/h: a choice needs at least one value: write .oneOf(…)",
        "F:17: /contracts/c/x-a: Extension(\"x-a\", …) stands here a second time; keep one",
        "F:22: /agents/a/produces: Produces stands here a second time; keep one",
        "F:22: /agents/a/finishes: Finishes stands here a second time; keep one",
        "F:23: /agents/a/selection: Selects stands here a second time; keep one",
        "F:23: /agents/a/seconds: Seconds stands here a second time; keep one",
        "F:23: /agents/a/contextTokens: ContextTokens stands here a second time; keep one",
        "F:24: /agents/a/observes: Observes stands here a second time; keep one",
        "F:24: /agents/a/limit: Limit stands here a second time; keep one",
        "F:24: /agents/a/command: Runs stands here a second time; keep one",
        "F:26: /agents/a/adds: Adds(…, to: \"/n\") stands here a second time; keep one",
        "F:27: /agents/a/copies: Copies(\"/x\", …) stands here a second time; keep one",
        "F:28: /agents/a/x-b: Extension(\"x-b\", …) stands here a second time; keep one",
        "F:20: /agents/a/tools/1: the tool \"t\" stands here a second time; keep one",
        "F:20: /agents/a/reads/1: the store \"r\" stands here a second time; keep one",
        "F:20: /agents/a/writes/1: the store \"w\" stands here a second time; keep one",
        "F:20: /agents/a/preserves/1: the field \"/p\" stands here a second time; keep one",
        "F:31: /agents/b/preserves: Preserves stands here a second time; keep one",
        "F:31: /agents/b/preserves: Preserves stands here a second time; keep one",
        "F:45: /handoffs/0/when/properties/k: the field \"k\" is declared twice, first at F:45",
        "F:42: /handoffs/0/on/failure/1: the failure \"f\" stands here a second time; keep one",
        "F:42: /handoffs/0/carries/2: \"task\" stands here a second time; keep one",
        "F:39: /allow/1: the allowance of \"dead-end\" stands here a second time; keep one",
      ])
  }

  @Test func `what has no name is told`() {
    let system = AgentSystem("s", entry: "a") {
      Contract("") {
        Output { Field("f", .string) }
        Failure("")
      }
      Agent("a")
      Agent("")
      Store("", .shortTerm)
    }
    #expect(
      system.problems.map { "\($0.pointer): \($0.reason)" } == [
        "/contracts/: expected a name, found the name \"\"",
        "/contracts//failures/: expected a name, found the name \"\"",
        "/agents/: expected a name, found the name \"\"",
        "/stores/: expected a name, found the name \"\"",
      ])
  }

  @Test func `a name of another tool's member that does not begin with x- is told, with and without limits`()
  {
    let first = #line
    let system = AgentSystem("s", entry: "a") {
      Agent("a")
      Extension("agents", 1)
    }
    #expect(
      system.problems.map { $0.description.replacingOccurrences(of: file, with: "F", line: first) } == [
        "F:1: /agents: expected a name that begins with x-, found the name \"agents\""
      ])
  }

  @Test func `a run begins at an agent, and at each once`() {
    let first = #line
    let none = AgentSystem("s", entry: []) { Agent("a") }
    let twice = AgentSystem("s", entry: ["a", "b", "a"]) {
      Agent("a"); Agent("b")
    }
    let problems = none.problems + twice.problems
    #expect(
      problems.map { $0.description.replacingOccurrences(of: file, with: "F", line: first) } == [
        "F:1: /entry: a run begins at an agent: write entry: \"agent\"",
        "F:2: /entry/2: the agent \"a\" stands here a second time; keep one",
      ])
  }

  @Test func `what is said about a limit that is not there is told`() {
    let first = #line
    var system = AgentSystem("s", entry: "a") {
      Agent("a") { Limit(3, resets: true, implied: true) }
      Handoff("a", to: "a", limitImplied: true)
      Handoff("a", to: "a", limit: 2, limitImplied: true)
    }
    let told =
      "F:3: /handoffs/0/limitImplied: there is no limit that \"limitImplied\" could be about; set one, or leave"
      + " this out"
    func problems() -> [String] {
      system.problems.map { $0.description.replacingOccurrences(of: file, with: "F", line: first) }
    }
    #expect(problems() == [told])
    system.agents[0].limit = nil
    #expect(
      problems() == [
        "F:2: /agents/a/limitResets: there is no limit that \"limitResets\" could be about; set one, or leave this out",
        "F:2: /agents/a/limitImplied: there is no limit that \"limitImplied\" could be about; set one, or leave this out",
        told,
      ])
  }

  @Test func `a default that its own shape refuses, and an object that cannot be closed, are told`() {
    let first = #line
    let system = AgentSystem("s", entry: "a") {
      Agent("a") {
        Accepts {
          Field("n", .integer(1...9)).defaulting(to: 10)
          Field("m", .integer(1...9)).defaulting(to: 9)
          Field("r", .reference("d")).defaulting(to: 3)
          Field("o") { Field("p", .string) }.nullable().closed()
          Field("any", .anything).closed()
          Field("map", .map(of: .string)).closed()
          Field("e") {}.closed()
          Field("late", .string).defaulting(to: 1).defaulting(to: nil).described("the last one counts")
            .nullable()
          Field("twice", .string).defaulting(to: nil).described("judged once").optional()
        }
      }
      Definition("d", .string)
    }
    #expect(
      system.problems.map { $0.description.replacingOccurrences(of: file, with: "F", line: first) } == [
        "F:4: /agents/a/accepts/properties/n/default: expected a number of at most 9, found the default 10 (a number)",
        "F:7: /agents/a/accepts/properties/o: closed() needs an object with fields; write it directly behind them",
        "F:8: /agents/a/accepts/properties/any: closed() needs an object with fields; write it directly behind them",
        "F:9: /agents/a/accepts/properties/map: closed() needs an object with fields; write it directly behind them",
        "F:13: /agents/a/accepts/properties/twice/default: expected a string, found the default null",
      ])
  }

  @Test func `an agent that is declared and also given as a value brings its contracts`() {
    let contract = Contract("c") { Output(.string) }
    let value = Agent("a") {
      Produces(contract); Finishes()
    }
    let system = AgentSystem("s", entry: value) {
      Agent("a") {
        Produces("c"); Finishes()
      }
    }
    #expect(system.problems == [])
    #expect(system.contracts.map(\.name) == ["c"])
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
