import Foundation
import HandoffSchema
import Testing

/// A consumer in Python in a folder of its own, beside a manifest of two agents.
struct CheckedConsumer: Sendable {
  let folder: TemporaryFolder
  let system: String

  /// Whether there is a Python to run consumers with.
  static let hasPython = (try? Shell.run("command -v python3"))?.status == 0

  static let manifest = #"""
    {
      "handoffSystem": 1, "name": "support", "entry": "intake",
      "contracts": {
        "ticket": {
          "output": {
            "type": "object", "required": ["id", "priority"], "additionalProperties": false,
            "properties": {
              "id": {"type": "string", "pattern": "^T-[0-9]{4}$"},
              "priority": {"enum": ["low", "high"]},
              "attempts": {"type": "integer", "minimum": 0, "maximum": 9},
              "tags": {"type": "array", "items": {"type": "string", "minLength": 1}, "maxItems": 4}
            }
          },
          "failures": {"spam": {}}
        },
        "reply": {"output": {"type": "object", "required": ["text"]}, "failures": {"cannot": {}}}
      },
      "agents": {
        "intake": {"accepts": {"type": "object"}, "produces": "ticket"},
        "solver": {"accepts": {"contract": "ticket"}, "produces": "reply", "finishes": true},
        "human": {"kind": "human"}
      },
      "handoffs": [
        {"from": "intake", "to": "solver"},
        {"from": "intake", "to": "human", "on": "failure"},
        {"from": "solver", "to": "human", "on": "failure"}
      ]
    }
    """#

  /// The lines that check a payload as a sound consumer does: `check(payload)` is what is wrong, or nothing.
  static let checking = #"""
    import json, random, re, sys, time
    def check(p):
        if not isinstance(p, dict): return "no object"
        if set(p) - {"id", "priority", "attempts", "tags"}: return "further members"
        if not (isinstance(p.get("id"), str) and re.fullmatch(r"T-[0-9]{4}", p["id"], re.ASCII)): return "id"
        if not isinstance(p.get("priority"), str) or p["priority"] not in ("low", "high"): return "priority"
        if "attempts" in p:
            a = p["attempts"]
            if isinstance(a, bool) or not isinstance(a, (int, float)) or a != int(a) or not 0 <= a <= 9: return "attempts"
        if "tags" in p:
            t = p["tags"]
            if not isinstance(t, list) or len(t) > 4 or not all(isinstance(x, str) and x for x in t): return "tags"
    def answer(why, accepted={"text": "x"}):
        print(json.dumps({"rejected": why} if why else {"accepted": accepted}), flush=True)

    """#

  /// Answers each line with what a few lines of Python make of the payload `p`; anything raised ends it.
  static func loop(_ body: String) -> String {
    checking + """
      for line in sys.stdin:
          p = json.loads(line).get("payload")

      """ + body.split(separator: "\n").map { "    \($0)\n" }.joined()
  }

  init(_ script: String) throws {
    folder = try TemporaryFolder()
    system = try folder.add("system.json", Self.manifest)
    _ = try folder.add("agent.py", script)
  }

  /// Puts another program in the place of the consumer.
  func replace(_ script: String) throws { _ = try folder.add("agent.py", script) }

  /// Checks the one handoff.
  func check(_ options: String...) throws -> BuiltTool.Outcome {
    try BuiltTool.run(
      [
        "check", "system.json", "--handoff", "intake->solver", "--consumer",
        "intake->solver=python3 agent.py",
      ] + options, in: folder.path(""))
  }

  /// The failures of a report in JSON.
  static func failures(_ outcome: BuiltTool.Outcome) throws -> [JSONValue] {
    let report = try JSONValue(parsing: outcome.output)
    return (report["handoffs"]?.arrayValue ?? []).flatMap { $0["failures"]?.arrayValue ?? [] }
  }
}
