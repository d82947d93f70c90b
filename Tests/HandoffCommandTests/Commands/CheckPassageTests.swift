import HandoffSchema
import Testing

@testable import handoff

/// What `handoff check` brings to consumers beside plain handoffs: returns, joins and retries.
@Suite("handoff check: returns, joins, retries")
struct CheckPassageTests {
  @Test func `a caller is driven with what it says it takes back`() throws {
    let folder = try TemporaryFolder()
    let system = try folder.add("system.json", Self.supervised(result: #", "result": {"contract": "found"}"#))
    _ = try folder.add("chief.py", Self.accepting(#"set(payload) == {"task"} or set(payload) == {"law"}"#))
    let sound = try BuiltTool.run("check", system, "--handoff", "chief<-law", "--format", "json")
    #expect(sound.status == 0, "\(sound.output)\(sound.errors)")
    #expect(try handoffs(sound) == ["chief<-law compatible"])
    _ = try folder.add("chief.py", Self.accepting(#"set(payload) == {"task"}"#))
    let deaf = try BuiltTool.run("check", system, "--handoff", "chief<-law", "--format", "json")
    #expect(deaf.status == 1, "\(deaf.output)\(deaf.errors)")
    #expect(try handoffs(deaf) == ["chief<-law incompatible over-strict"])
  }

  @Test func `a return that the caller does not declare is not run, and says what to declare`() throws {
    let folder = try TemporaryFolder()
    let system = try folder.add("system.json", Self.supervised(result: ""))
    _ = try folder.add("chief.py", Self.accepting(#"set(payload) == {"task"}"#))
    let outcome = try BuiltTool.run("check", system, "--format", "json")
    let report = try JSONValue(parsing: outcome.output)
    let back = try #require(report["handoffs"]?.arrayValue?.first { $0["handoff"] == "chief<-law" })
    #expect(
      back["notRun"] == #""chief" does not say that it takes this back; declare "result" on chief->law"#)
    #expect(report["findings"]?.arrayValue?.map { $0["rule"] }.contains("return-undeclared") == true)
  }

  @Test func `a join is run once, with what all its branches bring`() throws {
    let folder = try TemporaryFolder()
    let system = try folder.add("system.json", Self.fan)
    _ = try folder.add("answer.py", Self.accepting(#"set(payload) == {"law", "tax"}"#))
    let outcome = try BuiltTool.run("check", system, "--format", "json", "--fail-on", "error")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let report = try JSONValue(parsing: outcome.output)
    let tax = try #require(report["handoffs"]?.arrayValue?.first { $0["handoff"] == "tax->answer" })
    #expect(
      tax["notRun"] == #""answer" gets what all its branches bring at once, and was run with law->answer"#)
    _ = try folder.add("answer.py", Self.accepting(#"set(payload) == {"law"}"#))
    let alone = try BuiltTool.run("check", system, "--handoff", "tax->answer", "--format", "json")
    #expect(alone.status == 1)
    #expect(try handoffs(alone).first?.hasPrefix("tax->answer incompatible over-strict") == true)
  }

  @Test func `a retry brings the original input again`() throws {
    let folder = try TemporaryFolder()
    let system = try folder.add("system.json", Self.retried)
    _ = try folder.add("echo.py", Self.script(#"isinstance(payload, str)"#, understood: "payload"))
    let outcome = try BuiltTool.run("check", system, "--handoff", "a->a", "--format", "json")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  /// One line a handoff: name, verdict, and the classes of its failures.
  private func handoffs(_ outcome: BuiltTool.Outcome) throws -> [String] {
    let handoffs = try JSONValue(parsing: outcome.output)["handoffs"]?.arrayValue ?? []
    return handoffs.map { handoff in
      let classes = Set(handoff["failures"]?.arrayValue?.compactMap { $0["class"]?.stringValue } ?? [])
        .sorted()
      return ([handoff["handoff"]?.stringValue ?? "", handoff["verdict"]?.stringValue ?? ""] + classes)
        .joined(separator: " ")
    }
  }

  /// A consumer that accepts objects of short texts for which a condition holds.
  private static func accepting(_ condition: String) -> String {
    script(
      "isinstance(payload, dict) and (\(condition)) and all(isinstance(v, str) and v for v in payload.values())"
    )
  }

  private static func script(_ condition: String, understood: String = "payload") -> String {
    """
    import json, sys
    for line in sys.stdin:
        payload = json.loads(line).get("payload")
        good = \(condition)
        print(json.dumps({"accepted": None, "understood": \(understood)} if good else {"rejected": "no"}), flush=True)

    """
  }

  private static func text(_ name: String) -> String {
    #"{"type": "object", "required": ["\#(name)"], "properties": {"\#(name)": {"type": "string", "minLength": 1}}, "additionalProperties": false}"#
  }

  private static func supervised(result: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "desk", "entry": "chief", "input": {"$ref": "#/contracts/task/output"},
      "contracts": {"task": {"output": \(text("task"))}, "found": {"output": \(text("law"))}},
      "agents": {
        "chief": {
          "accepts": {"contract": "task"}, "produces": "task", "finishes": true, "command": ["python3", "chief.py"]
        },
        "law": {"accepts": {"contract": "task"}, "produces": "found"}
      },
      "handoffs": [{"from": "chief", "to": "law", "pattern": "supervisor", "limit": 3\(result)}]
    }
    """
  }

  private static let fan = """
    {
      "handoffSystem": 1, "name": "fan", "entry": "start",
      "contracts": {"q": {"output": \(text("q"))}, "law": {"output": \(text("law"))}, "tax": {"output": \(text("tax"))}},
      "agents": {
        "start": {"produces": "q"}, "law": {"produces": "law"}, "tax": {"produces": "tax"},
        "answer": {
          "accepts": {"type": "object", "required": ["law", "tax"]}, "join": "all", "finishes": true,
          "command": ["python3", "answer.py"]
        }
      },
      "handoffs": [
        {"from": "start", "to": "law", "parallel": "both"},
        {"from": "start", "to": "tax", "parallel": "both"},
        {"from": "law", "to": "answer"},
        {"from": "tax", "to": "answer"}
      ]
    }
    """

  private static let retried = """
    {
      "handoffSystem": 1, "name": "retry", "entry": "a", "input": {"type": "string"},
      "contracts": {"t": {"output": \(text("text")), "failures": {"late": {}}}},
      "agents": {
        "a": {"accepts": {"type": "string"}, "produces": "t", "finishes": true, "command": ["python3", "echo.py"]},
        "h": {"kind": "human"}
      },
      "handoffs": [
        {"from": "a", "to": "a", "on": "failure", "limit": 2}, {"from": "a", "to": "h", "on": "failure"}
      ]
    }
    """
}
