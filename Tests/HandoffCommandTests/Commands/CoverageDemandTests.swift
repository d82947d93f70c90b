import Foundation
import HandoffSchema
import Testing

@testable import handoff

@Suite("handoff check: coverage and tolerances")
struct CoverageDemandTests {
  private static func pair(tolerating: String = "") -> String {
    #"""
    {
      "handoffSystem": 1, "name": "pair", "entry": "a",
      "contracts": {
        "seat": {"output": {"type": "object", "properties": {"seat": {"type": "integer"}}, "required": ["seat"],
          "additionalProperties": false}},
        "done": {"output": {"const": "done"}, "failures": {"full": {}}}
      },
      "agents": {"a": {"produces": "seat"}, "b": {"produces": "done", "finishes": true}},
      "handoffs": [{"from": "a", "to": "b"TOLERATES}]
    }
    """#.replacing("TOLERATES", with: tolerating)
  }

  /// Takes what it knows and reads past the rest, as long as nothing says that it failed.
  private static let lenient = """
    import json, sys
    for line in sys.stdin:
        payload = json.loads(line).get("payload")
        ok = isinstance(payload, dict) and type(payload.get("seat")) is int
        bad = isinstance(payload, dict) and set(payload) & {"success", "error", "isError", "status", "ok", "failure"}
        print(json.dumps({"accepted": "done"} if ok and not bad else {"rejected": "no seat"}), flush=True)
    """

  private func check(_ manifest: String, _ options: String...) throws -> BuiltTool.Outcome {
    let folder = try TemporaryFolder()
    _ = try folder.add("system.json", manifest)
    _ = try folder.add("agent.py", Self.lenient)
    return try BuiltTool.run(
      ["check", "system.json", "--consumer", "a->b=python3 agent.py"] + options, in: folder.path(""))
  }

  @Test func `what a handoff tolerates is no failure, and neither is what --tolerate names`() throws {
    #expect(try check(Self.pair()).status == 1)
    let declared = Self.pair(
      tolerating: #", "tolerates": [{"operator": "extra-member", "because": "b reads past it."}]"#)
    let outcome = try check(declared)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(try check(Self.pair(), "--tolerate", "extra-member").status == 0)
  }

  @Test func `a tolerance that nothing needed is told`() throws {
    let outcome = try check(Self.pair(), "--tolerate", "extra-member", "--tolerate", "code-fence")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("code-fence is tolerated, but nothing needed it; leave it out"))
    #expect(!outcome.output.contains("extra-member is tolerated"))
  }

  @Test func `an operator that nobody knows is refused, with the nearest one`() throws {
    let outcome = try check(Self.pair(), "--tolerate", "extra-members")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(#"unknown "extra-members"; did you mean "extra-member"?"#))
  }

  @Test func `less than --min-coverage fails the run`() throws {
    let enough = try check(
      Self.pair(), "--tolerate", "extra-member", "--min-coverage", "a->b=90", "--min-coverage", "100")
    #expect(enough.status == 0, "\(enough.errors)")
    let short = try check(
      Self.pair(), "--tolerate", "extra-member", "--cases", "6", "--min-coverage", "a->b=90")
    #expect(short.status == 1)
    #expect(short.errors.contains("% of the obligations were tried, less than 90 %"))
    let all = try check(Self.pair(), "--tolerate", "extra-member", "--cases", "6", "--min-coverage", "90")
    #expect(all.status == 1)
  }

  @Test(arguments: [("c->d=90", "no handoff is called"), ("a->b=101", "0...100"), ("many", "0...100")])
  func `a demand that makes no sense is refused`(text: String, why: String) throws {
    let outcome = try check(Self.pair(), "--min-coverage", text)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(why))
  }
}
