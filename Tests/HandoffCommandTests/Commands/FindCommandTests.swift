import HandoffSchema
import Testing

@Suite("handoff find", .enabled(if: CheckedConsumer.hasPython, "there is no python3"))
struct FindCommandTests {
  private static let schema = #"""
    {"type": "object", "required": ["seat"], "additionalProperties": false,
     "properties": {"seat": {"type": "integer", "minimum": 1, "maximum": 60},
                    "note": {"type": "string", "maxLength": 20}}}
    """#

  private func find(_ body: String, _ options: String...) throws -> BuiltTool.Outcome {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", Self.schema)
    _ = try folder.add("agent.py", CheckedConsumer.loop(body))
    return try BuiltTool.run(
      ["find", "s.json", "--command", "python3 agent.py"] + options, in: folder.path(""))
  }

  @Test func `the smallest payload that a program refuses is found, with its answer`() throws {
    let outcome = try find(#"answer("row 13 is missing" if p["seat"] >= 13 else None)"#)
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.output.contains("payload:     {\"seat\":13}\n"), "\(outcome.output)")
    #expect(outcome.output.contains("row 13 is missing"), "\(outcome.output)")
    let json = try JSONValue(
      parsing: try find(#"answer("no" if p["seat"] >= 13 else None)"#, "--format", "json").output)
    #expect(json["payload"] == ["seat": 13])
    #expect(json["answer"] == ["rejected": "no"])
    #expect(json["minimal"] == true)
  }

  @Test func `a payload that ends the program counts, too`() throws {
    let outcome = try find(#"answer(None if p["seat"] < 40 else str(1 // 0))"#, "--format", "json")
    let json = try JSONValue(parsing: outcome.output)
    #expect(json["payload"] == ["seat": 40])
    #expect(json["how"]?.stringValue?.contains("ZeroDivisionError") == true)
  }

  @Test func `a program that accepts everything passes`() throws {
    let outcome = try find("answer(None)", "--cases", "50")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == "nothing found: all of 50 payloads were accepted\n")
  }

  @Test func `what is wrong with the call is said at once`() throws {
    let chatter = try find("print('hello', flush=True)")
    #expect(chatter.status == 2)
    #expect(
      chatter.errors.hasPrefix("handoff find: the program cannot be understood: it wrote \"hello\""),
      "\(chatter.errors)")
    let folder = try TemporaryFolder()
    let schema = try folder.add("s.json", Self.schema)
    let missing = try BuiltTool.run("find", schema)
    #expect(missing.status == 2)
    #expect(missing.errors == "handoff find: --command is missing; write --command COMMAND\n")
    #expect(
      try BuiltTool.run("find", schema, "--command", "'a").errors
        == "handoff find: --command \"'a\": a quote (') is not closed\n")
    #expect(
      try BuiltTool.run("find", schema, "--command", "no-such-program").errors.contains(
        "no such program in PATH"))
  }
}
