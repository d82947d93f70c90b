import Foundation
import HandoffSchema
import Testing

@Suite("Adapters for other languages")
struct AdapterTests {
  /// An agent that answers by what it is asked for, logs, and knows the gate by `gate`.
  private static func agent(_ adapter: Adapter, gated: Bool) -> String {
    switch adapter {
    case .python:
      """
      import os
      from handoff_adapter import Failed, Refused, serve
      from handoff_gate import Gate
      gate = Gate("system.json")
      def answer(payload):
          print("got", payload, flush=True)
          os.system("echo a program that it starts")
          wish = payload.get("id") if isinstance(payload, dict) else None
          if wish == "T-0001": raise Refused("no such ticket")
          if wish == "T-0002": raise Failed("cannot", why="closed")
          if wish == "T-0003": return None["text"]
          return {"text": "done"}
      serve(answer\(gated ? ", read=lambda text: gate.accept(\"ticket\", text)" : ""))

      """
    case .node:
      """
      import { Failed, Refused, serve } from "./handoff-adapter.mjs";
      import { Gate } from "./handoff-gate.mjs";
      const gate = new Gate("system.json");
      function answer(payload) {
        console.log("got", payload);
        if (payload?.id === "T-0001") throw new Refused("no such ticket");
        if (payload?.id === "T-0002") throw new Failed("cannot", { why: "closed" });
        if (payload?.id === "T-0003") return null.text;
        return { text: "done" };
      }
      await serve(answer\(gated ? ", (text) => gate.accept(\"ticket\", text)" : ""));

      """
    }
  }

  private func line(_ payload: String) -> String {
    #"{"handoff": "a\"payload\":->b", "case": 1, "payload": \#(payload)}"#
  }

  private func raw(_ text: String) -> String {
    JSONValue.object(["handoff": "a->b", "case": 2, "raw": .string(text)]).text()
  }

  private func answers(_ outcome: BuiltTool.Outcome) throws -> [JSONValue] {
    try outcome.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
  }

  @Test(arguments: Adapter.present)
  func `a function answers, refuses and fails, and what it prints is no answer`(adapter: Adapter) throws {
    let outcome = try adapter.run(
      Self.agent(adapter, gated: false),
      [line(#"{"id": "T-1"}"#), line(#"{"id": "T-0001"}"#), line(#"{"id": "T-0002"}"#), raw("{")])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let found = try answers(outcome)
    #expect(
      found.prefix(3) == [
        ["accepted": ["text": "done"]], ["rejected": "no such ticket"],
        ["failure": "cannot", "why": "closed"],
      ])
    #expect(found.count == 4 && found.last?["rejected"]?.stringValue?.isEmpty == false)
    #expect(outcome.errors.contains("got"))
  }

  @Test(arguments: Adapter.present)
  func `an exception ends the program with its own words`(adapter: Adapter) throws {
    let outcome = try adapter.run(
      Self.agent(adapter, gated: false), [line(#"{"id": "T-0003"}"#), line(#"{"id": "T-1"}"#)])
    #expect(outcome.status != 0 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("TypeError: "))
  }

  @Test(arguments: Adapter.present)
  func `the gate holds back what the language's own parser would let through`(adapter: Adapter) throws {
    let whole = #"{"id": "T-1234", "priority": "low"}"#
    let outcome = try adapter.run(
      Self.agent(adapter, gated: true),
      [
        line(whole), raw(#"{"id": "T-1234", "priority": "low", "priority": "high"}"#),
        line(#"{"id": "T-1234", "priority": "low", "attempts": 6885504630137739.5}"#),
        line(#"{"id": "T-1234\n", "priority": "low"}"#), line(#"{"failure": "spam"}"#), raw("NaN"),
        raw(#"{"id": "T-1234", "priority": "low", "tags": ["\ud800"]}"#), line(#""\"payload\":""#),
        line(whole),
      ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let found = try answers(outcome)
    #expect(found.count == 9)
    for (index, answer) in found.enumerated() {
      #expect((answer["accepted"] != nil) == [0, 8].contains(index), "\(index): \(answer)")
    }
    #expect(found[4] == ["rejected": "the sender failed: spam"])
  }

  @Test(arguments: Adapter.present)
  func `the gate turns a red check green`(adapter: Adapter) throws {
    let red = try adapter.check(Self.agent(adapter, gated: false), cases: 60)
    #expect(red.status == 1, "\(red.output)\(red.errors)")
    let green = try adapter.check(Self.agent(adapter, gated: true), cases: 120)
    #expect(green.status == 0, "\(green.output)\(green.errors)")
  }

  @Test(arguments: Adapter.present)
  func `the gate takes bytes, schemas and many at once, and lets nothing in where nobody can ask`(
    adapter: Adapter
  ) throws {
    let script =
      switch adapter {
      case .python:
        """
        import concurrent.futures, json
        from handoff_gate import Gate, Refused
        gate = Gate("system.json")
        def verdict(gate, contract, payload):
            try: return gate.accept(contract, payload)
            except Refused as why: return [why.failure, why.feedback, [v["pointer"] for v in why.violations]]
            except (RuntimeError, OSError) as error: return "nobody can tell"
        ticket = b'{"id": "T-1234", "priority": "low"}'
        print(json.dumps([
            verdict(gate, "ticket", ticket), verdict(gate, "ticket", b'\\xff'), verdict(gate, "ticket", '{"failure": "spam"}'),
            verdict(gate, "ticket", '{"id": 1, "priority": "low"}'), verdict(gate, "none", ticket),
            verdict(Gate("nowhere.json"), None, ticket), verdict(Gate("system.json", "./none"), "ticket", ticket),
            verdict(Gate("system.json#/contracts/reply"), None, '{"text": 1}'),
        ]))
        gate._server.kill(); gate._server.wait()
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda n: verdict(gate, "ticket", '{"id": "T-%d", "priority": "low"}' % n), range(990, 1010)))
        print(json.dumps([len(f) for f in found]))
        """
      case .node:
        """
        import { Gate, Refused } from "./handoff-gate.mjs";
        const gate = new Gate("system.json");
        async function verdict(gate, contract, payload) {
          try { return await gate.accept(contract, payload); }
          catch (why) {
            if (!(why instanceof Refused)) return "nobody can tell";
            return [why.failure ?? null, why.feedback, why.violations.map((v) => v.pointer)];
          }
        }
        const ticket = Buffer.from('{"id": "T-1234", "priority": "low"}');
        const found = [];
        for (const [gate_, contract, payload] of [
          [gate, "ticket", ticket], [gate, "ticket", Buffer.from([0xff])], [gate, "ticket", '{"failure": "spam"}'],
          [gate, "ticket", '{"id": 1, "priority": "low"}'], [gate, "none", ticket],
          [new Gate("nowhere.json"), null, ticket], [new Gate("system.json", "./none"), "ticket", ticket],
          [new Gate("system.json#/contracts/reply"), null, '{"text": 1}'],
        ]) found.push(await verdict(gate_, contract, payload));
        console.log(JSON.stringify(found));
        const many = [...Array(20).keys()].map((n) => verdict(gate, "ticket", `{"id": "T-${n + 990}", "priority": "low"}`));
        console.log(JSON.stringify((await Promise.all(many)).map((f) => f.length ?? Object.keys(f).length)));
        """
      }
    let outcome = try adapter.run(script, [])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = try answers(outcome)
    let found = try #require(lines.first?.arrayValue)
    #expect(found.count == 8)
    #expect(found[0] == ["id": "T-1234", "priority": "low"])
    #expect(found[1][JSONPointer(tokens: ["1"])]?.stringValue?.hasPrefix("not JSON: ") == true)
    #expect(found[2][JSONPointer(tokens: ["0"])] == "spam")
    #expect(found[3][JSONPointer(tokens: ["2"])] == ["/id"])
    #expect(found[4...6].allSatisfy { $0 == "nobody can tell" })
    #expect(found[7] == ["text": 1])
    // A ticket has two members, a refusal three parts.
    #expect(lines.last == .array((990..<1010).map { $0 < 1_000 ? 3 : 2 }))
  }
}
