import HandoffContracts
import HandoffSchema
import Testing

@testable import handoff

@Suite("handoff infer")
struct InferCommandTests {
  @Test func `payloads become a contract that they keep`() throws {
    let folder = try TemporaryFolder()
    let lines = (1...12).map { #"{"id": "t-\#($0)", "priority": "\#($0 % 2 == 0 ? "low" : "high")"}"# }
    let file = try folder.add("tickets.jsonl", lines.joined(separator: "\n"))
    let contract = folder.path("ticket.contract.json")
    let outcome = try BuiltTool.run(["infer", file, "--output", contract])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let value = try JSONValue(parsing: #require(folder.text("ticket.contract.json")))
    #expect(value["output"]?["properties"]?["priority"]?["enum"] == ["high", "low"])
    #expect(value["description"] == "Drafted from 12 payloads.")
    #expect(try BuiltTool.run(["validate", contract, file, "--lines"]).status == 0)
  }

  @Test func `of records the payloads of one sender are taken, and what is left out is said`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.add(
      "runs.jsonl",
      """
      {"trace": "1", "from": "a", "to": "b", "payload": {"x": 1}}
      {"trace": "1", "from": "b", "to": null, "payload": "done"}
      {"trace": "2", "from": "a", "to": "b", "payload": {"x": "***"}, "redacted": true}
      {"trace": "3", "from": "a", "to": "h", "on": {"failure": "late"}}
      {"handoff": "a->b", "payload": {"x": 2}}
      """)
    let several = try BuiltTool.run(["infer", file])
    #expect(several.status == 2)
    #expect(
      several.errors
        == "handoff infer: several agents sent payloads; say which is meant with --agent: \"a\", \"b\"\n")
    let outcome = try BuiltTool.run(["infer", file, "--agent", "a"])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "not looked at: 1 record whose payload is redacted in part\n")
    let value = try JSONValue(parsing: outcome.output)
    #expect(value["output"]?["properties"]?["x"] == ["type": "integer"])
    #expect(value["failures"]?["late"] == [:])
  }

  @Test func `a line that is no JSON, no payload at all and an unknown sender are errors`() throws {
    let folder = try TemporaryFolder()
    let broken = try folder.add("broken.jsonl", "{}\n{\"a\": }\n")
    let output = folder.path("out.json")
    let first = try BuiltTool.run(["infer", broken, "--output", output])
    #expect(first.status == 2 && first.errors.contains("broken.jsonl:2:7: "))
    #expect(folder.text("out.json") == nil)
    let record = try folder.add("r.jsonl", #"{"trace": "1", "from": "alpha", "to": "b", "payload": 1}"#)
    let second = try BuiltTool.run(["infer", record, "--agent", "alpa"])
    #expect(second.status == 2 && second.errors.contains("did you mean \"alpha\"?"))
    let none = try folder.add("n.jsonl", #"{"trace": "1", "from": "alpha", "to": "b"}"#)
    let third = try BuiltTool.run(["infer", none])
    #expect(third.status == 2)
    #expect(third.errors == "handoff infer: there is no payload to look at: 1 record without a payload\n")
  }

  @Test func `a system is drafted from traces, with how often what was seen, and reads back`() throws {
    let outcome = try BuiltTool.run([
      "infer", "--system", "Fixtures/traces/openinference.jsonl", "--name", "shop",
    ])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "drafted from 1 run: openinference (9)\n")
    let system = try AgentSystem(manifest: Array(outcome.output.utf8), file: "shop.json")
    #expect(system.problems == [] && system.name == "shop" && system.entry == ["front"])
    #expect(system.agents.map(\.name) == ["front", "cashier", "stock"])
    #expect(
      system.handoffs.map { "\($0.from)->\($0.to) \($0.givesControlBack) \($0.evidence)" } == [
        "front->cashier true observed", "front->stock false observed",
      ])
    #expect(system.contracts.map(\.name) == ["front", "cashier"])
    #expect(system.handoffs.allSatisfy { $0.extensions["x-seen"] == 1 })
  }

  @Test func `what is only inferred is marked, and nothing at all is status 2`() throws {
    let outcome = try BuiltTool.run(["infer", "--system", "Fixtures/traces/llama-index-steps.jsonl"])
    #expect(
      outcome.errors.contains(
        "only inferred from the order of spans: front->stock, stock->stock, stock->packer"))
    #expect(outcome.output.contains("\"x-evidence\": \"inferred\""))
    #expect(!outcome.output.contains("\"evidence\": \"observed\""))
    let nothing = try BuiltTool.run(["infer", "--system", "-"], input: "{}\n")
    #expect(nothing.status == 2 && nothing.output == "")
    #expect(nothing.errors.contains("there is no run to look at"))
  }
}
