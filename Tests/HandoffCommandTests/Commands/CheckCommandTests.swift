import Foundation
import HandoffSchema
import Testing

@testable import handoff

@Suite("handoff check")
struct CheckCommandTests {
  private static let system = "Fixtures/systems/customer-service.json"
  private static let faq = "Triage Agent->FAQ Agent"
  private static let seats = "Triage Agent->Seat Booking Agent"
  private static let mended = "\(seats)=python3 Fixtures/agents/seat_booking_mended.py"

  /// A system of two agents whose consumer is a script.
  private func check(
    _ script: String, _ options: String..., folder: TemporaryFolder? = nil
  ) throws -> BuiltTool.Outcome {
    let folder = try folder ?? TemporaryFolder()
    let system = try folder.add("system.json", Self.pair)
    _ = try folder.add("agent.py", script)
    return try BuiltTool.run(
      ["check", system, "--consumer", "a->b=python3 '\(folder.path("agent.py"))'"] + options)
  }

  private static let pair = #"""
    {
      "handoffSystem": 1, "name": "pair", "entry": "a",
      "contracts": {
        "seat": {"output": {"type": "object", "properties": {"seat": {"type": "integer"}}, "required": ["seat"]}},
        "done": {"output": {"const": "done"}, "failures": {"full": {}}}
      },
      "agents": {
        "a": {"produces": "seat"},
        "b": {"accepts": {"contract": "seat"}, "produces": "done", "finishes": true}
      },
      "handoffs": [{"from": "a", "to": "b"}]
    }
    """#

  private static func agent(_ body: String) -> String {
    "import json, sys, time, os\nfor line in sys.stdin:\n    payload = json.loads(line).get(\"payload\")\n    "
      + body.split(separator: "\n").joined(separator: "\n    ") + "\n"
  }

  /// Accepts whole payloads and refuses the rest.
  private static let sound = agent(
    """
    seat = payload.get("seat") if isinstance(payload, dict) else None
    print('{"accepted": null}' if type(seat) is int else '{"rejected": "no seat"}', flush=True)
    """)

  private func classes(_ outcome: BuiltTool.Outcome) throws -> [String] {
    let handoffs = try JSONValue(parsing: outcome.output)["handoffs"]?.arrayValue ?? []
    return handoffs.flatMap { $0["failures"]?.arrayValue ?? [] }.compactMap { $0["class"]?.stringValue }
  }

  @Test func `the deliberate defect of the seat booking agent is found, and nothing else`() throws {
    let outcome = try BuiltTool.run("check", Self.system, "--format", "json")
    #expect(outcome.status == 1, "\(outcome.errors)")
    let report = try JSONValue(parsing: outcome.output)
    #expect(report["format"] == 1)
    #expect(report["seed"] == 1)
    #expect(report["complete"] == true)
    let handoffs = report["handoffs"]?.arrayValue ?? []
    #expect(
      handoffs.map { $0["handoff"]?.stringValue } == [
        Self.faq, "FAQ Agent->Triage Agent", Self.seats, "Seat Booking Agent->Triage Agent",
      ])
    #expect(
      handoffs.map { $0["verdict"]?.stringValue } == [
        "compatible", "compatible", "incompatible", "compatible",
      ])
    #expect(handoffs.map { $0["notRun"] == nil } == [true, false, true, false])
    let failures = handoffs.flatMap { $0["failures"]?.arrayValue ?? [] }
    #expect(failures.map { $0["class"] } == ["silent-acceptance"])
    let mutation = failures.first?["mutation"]
    #expect(mutation?["operator"] == "stringified-number")
    #expect(mutation?["pointer"] == "/seatNumber")
    #expect(mutation?["was"]?.intValue.map(String.init) == mutation?["became"]?.stringValue)
  }

  @Test func `the mended agent has no failure`() throws {
    let outcome = try BuiltTool.run("check", Self.system, "--consumer", Self.mended, "--fail-on", "error")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors == "")
    #expect(outcome.output.hasSuffix("no failures\n"))
  }

  @Test func `a replay token runs the one case again`() throws {
    let first = try BuiltTool.run("check", Self.system, "--format", "json")
    let handoffs = try JSONValue(parsing: first.output)["handoffs"]?.arrayValue ?? []
    let failure = handoffs.flatMap { $0["failures"]?.arrayValue ?? [] }.first
    let token = try #require(failure?["replay"]?.stringValue)
    let again = try BuiltTool.run("check", Self.system, "--format", "json", "--replay", token)
    #expect(again.status == 1)
    let report = try JSONValue(parsing: again.output)
    #expect(report["handoffs"]?.arrayValue?.map { $0["cases"] } == [1])
    #expect(report["handoffs"]?[0]?["failures"]?[0]?["payload"] == failure?["payload"])
    let mended = try BuiltTool.run("check", Self.system, "--replay", token, "--consumer", Self.mended)
    #expect(mended.status == 0, "\(mended.output)\(mended.errors)")
    let cut = try BuiltTool.run("check", Self.system, "--replay", String(token.dropLast(3)))
    #expect(cut.status == 2)
    #expect(cut.errors.split(separator: "\n").count == 1)
    let mixed = try BuiltTool.run("check", Self.system, "--replay", token, "--seed", "3")
    #expect(mixed.errors == "handoff check: --seed has no meaning here: --replay names one case exactly\n")
  }

  @Test func `one run is like the other, and shards share the cases`() throws {
    let words = ["check", Self.system, "--handoff", Self.faq, "--format", "json", "--cases", "90"]
    let whole = try BuiltTool.run(words)
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(try BuiltTool.run(words) == whole)
    let counts = try (1...3).map { share in
      try JSONValue(parsing: BuiltTool.run(words + ["--shard", "\(share)/3"]).output)["handoffs"]?[0]?[
        "cases"]
    }
    let sum = counts.compactMap { $0?.intValue }.reduce(0, +)
    #expect(try JSONValue(parsing: whole.output)["handoffs"]?[0]?["cases"]?.intValue == sum)
  }

  @Test func `a sound consumer passes`() throws {
    let outcome = try check(Self.sound)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test func `a command that does not exist is an error, wherever it is named`() throws {
    let missing = try BuiltTool.run(
      "check", Self.system, "--consumer", "\(Self.faq)=no-such-program --fast")
    #expect(missing.status == 2)
    #expect(missing.output == "")
    #expect(
      missing.errors
        == "consumer of \"\(Self.faq)\": \"no-such-program\": no such program in PATH; "
        + "install it or name it with its path\n")
    let folder = try TemporaryFolder()
    let manifest = Self.pair.replacingOccurrences(
      of: #""b": {"#, with: #""b": {"command": ["./nothing"], "#)
    let inside = try BuiltTool.run("check", folder.add("system.json", manifest))
    #expect(inside.status == 2)
    #expect(inside.errors == "consumer of \"a->b\": \"./nothing\": no such program; check the path\n")
  }

  @Test func `a script that is not there, or exits at once, is an error with its last words`() throws {
    let outcome = try check("import sys\nsys.exit('no model is configured')", "--format", "json")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.hasSuffix(
        "no answer in 3 starts; at last it ended with status 1; its last words: "
          + "no model is configured\n"), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(Set(try classes(outcome)) == ["crash"])
    #expect(try JSONValue(parsing: outcome.output)["complete"] == false)
  }

  @Test(arguments: [
    "print('hello', flush=True)", "print('[1]', flush=True)", "print('{}', flush=True)",
    "print('{\"accepted\": 1, \"rejected\": \"\"}', flush=True)", "print('{\"rejected\": 3}', flush=True)",
    "sys.stdout.buffer.write(b'\\xff\\xfe\\n'); sys.stdout.flush()", "print(flush=True)",
  ])
  func `an answer that is none breaks the protocol, and nothing else is tried`(body: String) throws {
    let outcome = try check(Self.agent(body), "--format", "json")
    #expect(outcome.status == 2)
    #expect(try classes(outcome) == ["broken-protocol"])
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
  }

  @Test func `an agent that never answers hangs, and is given up`() throws {
    let outcome = try check(Self.agent("time.sleep(600)"), "--format", "json", "--timeout", "0.3")
    #expect(outcome.status == 2)
    #expect(Set(try classes(outcome)) == ["hang"])
    #expect(outcome.errors.contains("did not answer in time"), "\(outcome.errors)")
  }

  @Test func `an agent that crashes or hangs on some payloads is started again for the others`() throws {
    let body = """
      if isinstance(payload, dict) and isinstance(payload.get("seat"), str): os._exit(7)
      print('{"rejected": "no seat"}' if payload is None or not isinstance(payload, dict) or "seat" not in payload \
      or type(payload["seat"]) is not int else '{"accepted": null}', flush=True)
      """
    let outcome = try check(Self.agent(body), "--format", "json", "--cases", "100")
    #expect(outcome.status == 1, "\(outcome.errors)")
    let found = try classes(outcome)
    #expect(found.count { $0 == "crash" } == 1, "\(found)")
    #expect(Set(found).isSubset(of: ["crash", "over-strict"]), "\(found)")
  }

  @Test func `megabytes without a line end, and a flood of complaints, block nobody`() throws {
    let endless = try check(
      Self.agent("sys.stdout.write('x' * 20000000); sys.stdout.flush()"), "--format", "json")
    #expect(endless.status == 2)
    #expect(try classes(endless) == ["broken-protocol"])
    let noisy = try check(
      Self.sound.replacingOccurrences(
        of: "    print(", with: "    sys.stderr.write('noise ' * 50000)\n    print("), "--format", "json")
    #expect(noisy.status == 0, "\(noisy.output)\(noisy.errors)")
  }

  @Test func `a failure that the contract does not declare is one`() throws {
    let outcome = try check(Self.agent("print('{\"failure\": \"tired\"}', flush=True)"), "--format", "json")
    #expect(outcome.status == 1)
    #expect(Set(try classes(outcome)) == ["undeclared-failure"])
  }

  @Test func `a system without any consumer proves nothing`() throws {
    let folder = try TemporaryFolder()
    let system = try folder.add("system.json", Self.pair)
    let outcome = try BuiltTool.run("check", system)
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("a->b: not run; \"b\" has no \"command\""), "\(outcome.output)")
    #expect(outcome.output.contains("contracts:  compatible") || outcome.output.contains("compatible"))
    #expect(outcome.errors.hasPrefix("\(system): no consumer was run, so nothing is proved; "))
  }

  @Test func `what names no handoff is refused with those that exist`() throws {
    let lost = try BuiltTool.run("check", Self.system, "--handoff", "Triage Agent->Faq Agent")
    #expect(lost.status == 2)
    #expect(
      lost.errors
        == "handoff check: no handoff is called \"Triage Agent->Faq Agent\"; did you mean \"\(Self.faq)\"?\n")
    let shapeless = try BuiltTool.run("check", Self.system, "--consumer", "python3 agent.py")
    #expect(
      shapeless.errors
        == "handoff check: --consumer \"python3 agent.py\": write 'A->B=COMMAND', such as '\(Self.faq)=python3 b.py'\n"
    )
    let open = try BuiltTool.run("check", Self.system, "--consumer", "\(Self.faq)=python3 'a.py")
    #expect(
      open.errors
        == "handoff check: --consumer \"\(Self.faq)=python3 'a.py\": a quote (') is not closed\n")
  }
}
