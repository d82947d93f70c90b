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
      mixed.errors == "handoff diff: compare two manifests, or one contract of each with #/contracts/NAME\n")
  }
}
