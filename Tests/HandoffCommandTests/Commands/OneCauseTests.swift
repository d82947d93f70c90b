import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

/// Real consumers in Python with one mistake each: one report that says what is wrong.
@Suite(
  "One cause, one report",
  .enabled(if: CheckedConsumer.hasPython, "there is no python3 to run consumers with"))
struct OneCauseTests {
  /// A consumer with a mistake, and what its one report must say.
  struct Mistake: Sendable, CustomTestStringConvertible {
    var name: String
    var script: String
    var failureClass: String
    var state = "confirmed"
    /// Each stands somewhere in the report.
    var words: [String] = []
    var testDescription: String { name }
  }

  static let mistakes: [Mistake] = [
    Mistake(
      name: "answers one line and ends",
      script: CheckedConsumer.checking + "sys.stdin.readline()\nanswer(None)\n",
      failureClass: "broken-protocol",
      words: ["after its first answer", "for line in sys.stdin:"]),
    Mistake(
      name: "prints to standard output at its start",
      script: "print('INFO starting up')\n" + CheckedConsumer.loop("answer(check(p))"),
      failureClass: "broken-protocol", words: ["INFO starting up", "file=sys.stderr"]),
    Mistake(
      name: "prints to standard output behind its answers",
      script: CheckedConsumer.loop("answer(check(p))\nprint('done', flush=True)"),
      failureClass: "broken-protocol",
      words: ["done", "file=sys.stderr"]),
    Mistake(
      name: "lays its answers out",
      script: CheckedConsumer.loop(#"print(json.dumps({"accepted": {"text": "x"}}, indent=2), flush=True)"#),
      failureClass: "broken-protocol", words: ["over several lines", "print(json.dumps(answer), flush=True)"]),
    Mistake(
      name: "does not flush",
      // Buffered whatever the environment says.
      script: "import sys\nsys.stdout = open(1, 'w', buffering=65536, closefd=False)\n"
        + CheckedConsumer.loop(#"print(json.dumps({"accepted": {"text": "x"}}))"#),
      failureClass: "broken-protocol", words: ["in a buffer", "flush=True"]),
    Mistake(
      name: "answers twice", script: CheckedConsumer.loop("answer(check(p))\nanswer(check(p))"),
      failureClass: "broken-protocol", words: ["a second answer"]),
    Mistake(
      name: "forgets the envelope of the answer",
      script: CheckedConsumer.loop(#"print(json.dumps({"text": "x"}), flush=True)"#),
      failureClass: "broken-protocol", words: [#"{\"accepted\": result}"#]),
    Mistake(
      name: "reads an optional member and looks at nothing",
      script:
        "import json, sys\nfor line in sys.stdin:\n    n = json.loads(line)[\"payload\"][\"attempts\"]\n"
        + "    print(json.dumps({\"accepted\": {\"text\": \"x\"}}), flush=True)\n",
      failureClass: "crash",
      words: [
        "KeyError: 'attempts'", "validates nothing at all", ".get(", "handoff_gate.Gate(",
      ]),
    Mistake(
      name: "crashes on whatever is missing",
      script: CheckedConsumer.loop(
        """
        if isinstance(p, dict) and "failure" not in p: p["id"], p["priority"]
        answer(check(p))
        """), failureClass: "crash", words: ["KeyError"]),
    Mistake(
      name: "looks at nothing", script: CheckedConsumer.loop("answer(None)"),
      failureClass: "silent-acceptance",
      words: ["validates nothing at all", "handoff_gate.Gate(", #"gate.accept(\"ticket\", "#]),
    Mistake(
      name: "does not look at the priority",
      script: CheckedConsumer.loop(
        """
        if isinstance(p, dict) and "failure" not in p: p["priority"] = "low"
        answer(check(p))
        """), failureClass: "silent-acceptance",
      words: [#""member": "/priority""#, "not-in-enum", "missing-required"]),
    Mistake(
      name: "looks for a member under a wrong name",
      script: CheckedConsumer.loop(
        """
        why = check(p)
        if why: answer(why)
        else: print(json.dumps({"accepted": {"text": "x"}, "understood": {"id": p["id"], "atempts": p.get("atempts", 0)}}), flush=True)
        """), failureClass: "misinterpretation", words: ["/atempts", "/attempts"]),
    Mistake(
      name: "refuses six in a hundred",
      script: CheckedConsumer.loop(
        """
        answer("model refused" if random.random() < 0.06 else check(p))
        """), failureClass: "over-strict", state: "flaky", words: ["model refused", "--allow-rate"]),
    Mistake(
      name: "refuses what follows on a high priority",
      script: CheckedConsumer.checking + """
        last = None
        for line in sys.stdin:
            p = json.loads(line).get("payload")
            why = check(p)
            answer(why or ("busy" if last == "high" else None))
            last = None if why else p["priority"]

        """, failureClass: "over-strict", state: "depends-on-state", words: ["busy", #""shortest": true"#]),
  ]

  /// Those of the line protocol end their run at once; of the others every second one where not everything is looked at.
  private static let looked: [Mistake] = {
    let ofProtocol = mistakes.filter { $0.failureClass == "broken-protocol" }
    let others = mistakes.filter { $0.failureClass != "broken-protocol" }
    return ofProtocol + Laws.sample(others, every: 2)
  }()

  @Test(arguments: looked)
  func `each mistake is told once, with what to write`(mistake: Mistake) throws {
    let outcome = try CheckedConsumer(mistake.script).check("--format", "json")
    let failures = try CheckedConsumer.failures(outcome)
    #expect(failures.map { $0["class"]?.stringValue } == [mistake.failureClass], "\(outcome.output)")
    #expect(failures.first?["confirmation"]?["state"]?.stringValue == mistake.state, "\(outcome.output)")
    for word in mistake.words { #expect(outcome.output.contains(word), "\(word): \(outcome.output)") }
    #expect(outcome.status == (mistake.failureClass == "broken-protocol" ? 2 : 1))
  }

  @Test func `the rate of one that refuses six in a hundred is near that`() throws {
    let consumer = try CheckedConsumer(Self.mistakes.first { $0.state == "flaky" }?.script ?? "")
    let confirmation = try #require(
      CheckedConsumer.failures(
        consumer.check("--format", "json", "--repeat", Laws.areWhole ? "2000" : "500")
      ).first?["confirmation"])
    let bounds = (confirmation["interval"]?.arrayValue ?? []).compactMap {
      Double($0.numberValue?.literal ?? "")
    }
    // The bounds hold 95 times of 100; these are wide enough for all.
    #expect(bounds.count == 2)
    let near = Laws.areWhole ? 0.02...0.12 : 0.01...0.16
    #expect(bounds.allSatisfy { near.contains($0) }, "\(bounds)")
  }

  @Test func `a rate that is allowed passes, and one that is not fails`() throws {
    let consumer = try CheckedConsumer(
      CheckedConsumer.loop(#"answer("model refused" if random.random() < 0.06 else check(p))"#))
    let allowed = try consumer.check("--allow-rate", "0.2")
    #expect(allowed.status == 0, "\(allowed.output)")
    #expect(allowed.output.contains("within the 20.0 % that are allowed"))
    let strict = try consumer.check("--allow-rate", "0.0001")
    #expect(strict.status == 1, "\(strict.output)")
  }

  @Test(arguments: Adapter.present)
  func `the three lines that a report shows are a gate`(adapter: Adapter) throws {
    func program(_ first: String, _ gate: String) -> String {
      switch adapter {
      case .python:
        "import handoff_adapter, handoff_gate, json, sys\n\(first)\nfor line in sys.stdin:\n\(gate)\n"
          + "    print(json.dumps({\"accepted\": {\"text\": \"x\"}}), flush=True)\n"
      case .node:
        "import { createInterface } from \"node:readline\";\n"
          + "import { textOf } from \"./handoff-adapter.mjs\";\nimport { Gate, Refused } from \"./handoff-gate.mjs\";\n\(first)\n"
          + "for await (const line of createInterface({ input: process.stdin })) {\n  let payload;\n\(gate)\n"
          + "  console.log(JSON.stringify({ accepted: { text: \"x\" } }));\n}\n"
      }
    }
    let red = try adapter.check(program("", ""), cases: 60)
    let shown = red.output.split(separator: "\n").filter { $0.hasPrefix("                   ") }
    let lines = shown.map { String($0.dropFirst(19)) }
    #expect(lines.count == 3, "\(red.output)")
    let green = try adapter.check(
      program(lines.first ?? "", lines.dropFirst().map { "    \($0)" }.joined(separator: "\n")), cases: 200)
    #expect(green.status == 0, "\(green.output)\(green.errors)")
  }

  @Test func `a sound consumer passes`() throws {
    let outcome = try CheckedConsumer(CheckedConsumer.loop("answer(check(p))")).check()
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test func `a slow start is not taken for a missing flush`() throws {
    let outcome = try CheckedConsumer(
      CheckedConsumer.checking + "time.sleep(2.5)\n"
        + CheckedConsumer.loop("answer(check(p))").replacingOccurrences(
          of: CheckedConsumer.checking, with: "")
    ).check("--cases", "20")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }
}
