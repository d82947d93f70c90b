import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import handoff

@Suite("handoff diff")
struct DiffCommandTests {
  private func diff(_ name: String, _ options: String...) throws -> BuiltTool.Outcome {
    try BuiltTool.run(["diff", "Fixtures/diff/\(name).old.json", "Fixtures/diff/\(name).new.json"] + options)
  }

  @Test(arguments: [
    ("identical", 0, 0), ("compatible", 0, 1), ("narrowing", 0, 1), ("widening", 1, 1), ("breaking", 1, 1),
    ("renamed-contract", 1, 1),
  ])
  func `the exit status says whether something breaks, or anything changed`(
    name: String, breaking: Int32, any: Int32
  ) throws {
    let outcome = try diff(name)
    #expect(outcome.status == breaking, "\(outcome.output)\(outcome.errors)")
    #expect(try diff(name, "--fail-on", "any").status == any)
  }

  @Test(arguments: ["identical", "compatible", "narrowing", "widening", "breaking"])
  func `the class of each contract is in the JSON, with a witness for each side that breaks`(name: String)
    throws
  {
    let report = try JSONValue(parsing: diff(name, "--format", "json").output)
    let contracts = try #require(report["contracts"]?.arrayValue)
    #expect(contracts.contains { $0["change"]?.stringValue == name })
    for contract in contracts {
      for side in ["readers", "writers"] where contract[side]?["verdict"] == "broken" {
        #expect(contract[side]?["witness"] != nil)
      }
    }
  }

  @Test func `where only writers break the last line says so, and closed writers may not`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add(
      "plan-1.schema.json", #"{"type": "object", "properties": {"price": {"type": "number"}}}"#)
    _ = try folder.add(
      "plan-2.schema.json",
      #"{"type": "object", "properties": {"price": {"type": "number"}, "tax": {"type": "number"}}}"#)
    func diff(_ options: String...) throws -> BuiltTool.Outcome {
      try BuiltTool.run(["diff", "plan-1.schema.json", "plan-2.schema.json"] + options, in: folder.path(""))
    }
    let open = try diff()
    #expect(open.status == 0)
    #expect(open.output.contains("writers:     break on {\"tax\":null}"))
    #expect(
      open.output.hasSuffix("\n1 contract: 1 changed, no reader breaks, 1 breaks writers\n"), "\(open.output)"
    )
    let closed = try diff("--closed")
    #expect(closed.output.hasPrefix("plan-2: compatible\n"))
    #expect(
      closed.output.hasSuffix(
        "Writers are taken as sending only members that their version names (--closed).\n"
          + "1 contract: 1 changed, nothing breaks\n"), "\(closed.output)")
    for (outcome, isClosed) in [
      (try diff("--format", "json"), false), (try diff("--closed", "--format", "json"), true),
    ] {
      #expect(try JSONValue(parsing: outcome.output)["writersAreClosed"] == .bool(isClosed))
    }
  }

  @Test func `one contract of each manifest can be compared`() throws {
    let system = "Fixtures/systems/customer-service.json#/contracts/faq.answer"
    let same = try BuiltTool.run("diff", system, system)
    #expect(
      same == BuiltTool.Outcome(status: 0, output: "1 contract: 0 changed, nothing breaks\n", errors: ""))
    let lost = try BuiltTool.run("diff", system, "Fixtures/systems/customer-service.json#/contracts/faq")
    #expect(lost.status == 2)
    #expect(lost.errors.split(separator: "\n").count == 1)
    let mixed = try BuiltTool.run("diff", system, "Fixtures/systems/customer-service.json")
    #expect(
      mixed.errors == """
        Fixtures/systems/customer-service.json: this is a manifest, and the other is one contract; write \
        Fixtures/systems/customer-service.json#/contracts/NAME, or compare two manifests; the contracts are \
        "customer.request", "faq.answer", "seat.booking"

        """)
  }

  @Test func `two JSON Schemas are compared as the outputs of one contract`() throws {
    let folder = try TemporaryFolder()
    func schema(_ type: String) -> String {
      """
      {"type": "object", "required": ["rank"], "properties": {"rank": {"$ref": "#/$defs/rank"}, "next": {"$ref": "#"}},
       "$defs": {"rank": {"type": "\(type)"}}}
      """
    }
    _ = try folder.add("plan-1.schema.json", schema("integer"))
    _ = try folder.add("plan-2.schema.json", schema("number"))
    let outcome = try BuiltTool.run(
      ["diff", "plan-1.schema.json", "plan-2.schema.json"], in: folder.path(""))
    #expect(outcome.status == 1)
    #expect(
      outcome.output == """
        plan-2: widening
            version:     major step required; a version is missing
            part:        output: widening
            change:      `/rank` changed its type from integer to number
            readers:     break on {"rank":0.1}
            because:     rank: the producer allows 0.1, the consumer only an integer

        1 contract: 1 changed, 1 breaking

        """)
  }

  @Test func `a contract by itself is compared with one of a manifest, under its name`() throws {
    let folder = try TemporaryFolder()
    let contract = #"{"version": "1.0.0", "output": {"required": ["a"]}, "failures": {"late": {}}}"#
    let old = try folder.add("old.json", contract)
    let manifest = try folder.add(
      "system.json",
      #"{"handoffSystem": 1, "name": "s", "entry": "a", "contracts": {"note": \#(contract)}, "agents": {"a": {}}, "handoffs": []}"#
    )
    let same = try BuiltTool.run("diff", old, "\(manifest)#/contracts/note")
    #expect(
      same == BuiltTool.Outcome(status: 0, output: "1 contract: 0 changed, nothing breaks\n", errors: ""))
  }

  @Test(arguments: [
    (
      #"[1]"#,
      #":1:1: expected a manifest, a contract (with "output") or a JSON Schema, found an array of 1 element"#
    ),
    (
      #"{"output": true, "failurs": {}}"#,
      #":1:29: /failurs: unknown member "failurs"; did you mean "failures"?"#
    ),
    (
      #"{"properties": {"a": {"type": "strin"}}}"#, ":1:31: /properties/a/type: not a schema that can be used"
    ),
  ])
  func `what is no contract is refused with its place`(text: String, error: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.add("broken.json", text)
    let outcome = try BuiltTool.run("diff", file, file)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix(file + error), "\(outcome.errors)")
  }
}
