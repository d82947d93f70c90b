import HandoffContracts
import HandoffImporters
import HandoffSchema
import Testing

@Suite struct StateMachineTests {
  private func machine(_ states: String, start: String = "A") throws -> ImportedSystem {
    let text = #"{"StartAt": "\#(start)", "States": {\#(states)}}"#
    return try #require(Importers.named("asl")).read([
      ImportSource(name: "m.asl.json", bytes: Array(text.utf8))
    ])
  }

  private func edges(_ imported: ImportedSystem) -> [String] {
    imported.system.handoffs.map { "\($0.from)>\($0.to)" }
  }

  @Test func `rules on the payload become guards that are tried in order`() throws {
    let imported = try machine(
      #"""
      "A": {"Type": "Choice", "Default": "C", "Choices": [
        {"Variable": "$.kind", "StringEquals": "x", "Next": "B"},
        {"And": [{"Variable": "$.n", "NumericGreaterThan": 3}, {"Not": {"Variable": "$['a b'].c", "IsPresent": true}}], "Next": "C"}]},
      "B": {"Type": "Succeed"}, "C": {"Type": "Pass", "End": true}
      """#)
    let guards = imported.system.handoffs.map(\.when)
    let first = try Schema(#require(guards[0]))
    #expect(first.isValid(["kind": "x"]) && !first.isValid(["kind": "y"]) && !first.isValid([:]))
    let second = try Schema(#require(guards[1]))
    #expect(second.isValid(["n": 4]))
    #expect(!second.isValid(["n": 3]) && !second.isValid(["n": 4, "a b": ["c": nil]]))
    #expect(guards[2] == nil)
    #expect(imported.system.agents[0].selection == .firstMatch)
  }

  @Test func `a rule that compares more than the payload leaves all of them to code`() throws {
    let imported = try machine(
      #"""
      "A": {"Type": "Choice", "Default": "B", "Choices": [
        {"Variable": "$.kind", "StringEqualsPath": "$.other", "Next": "B"}]}, "B": {"Type": "Succeed"}
      """#)
    #expect(imported.system.handoffs.allSatisfy { $0.when == nil })
    #expect(imported.system.handoffs[0].extensions["x-guard"]?["opaque"] == true)
    #expect(imported.system.agents[0].selection == nil)
    #expect(imported.losses.contains { $0.topic == .guards && $0.agents == ["A"] })
  }

  @Test func `retries and handlers answer failures, in that order`() throws {
    let imported = try machine(
      #"""
      "A": {"Type": "Task", "Next": "B", "Retry": [{"ErrorEquals": ["Timeout"]}, {"ErrorEquals": ["X"], "MaxAttempts": 0}],
        "Catch": [{"ErrorEquals": ["Timeout"], "Next": "C"}, {"ErrorEquals": ["States.ALL"], "Next": "B"}]},
      "B": {"Type": "Succeed"}, "C": {"Type": "Fail"}
      """#)
    #expect(edges(imported) == ["A>B", "A>A", "A>C", "A>B"])
    #expect(imported.system.handoffs[1].limit == 3)
    #expect(imported.system.handoffs[1].trigger == .failures(["Timeout"]))
    #expect(imported.system.handoffs[3].trigger == .anyFailure)
    #expect(imported.system.contracts[0].failures.map(\.kind) == ["Timeout", "States.ALL"])
  }

  @Test func `branches meet before the join, and the elements of a map are handed on one by one`() throws {
    let imported = try machine(
      #"""
      "A": {"Type": "Parallel", "Next": "M", "Branches": [
        {"StartAt": "X", "States": {"X": {"Type": "Pass", "End": true}}},
        {"StartAt": "X", "States": {"X": {"Type": "Pass", "End": true}}}]},
      "M": {"Type": "Map", "ItemsPath": "$.rows", "End": true,
        "ItemProcessor": {"StartAt": "X", "States": {"X": {"Type": "Succeed"}}}}
      """#)
    #expect(
      Set(edges(imported)) == [
        "A>A/1/X", "A/1/X>A/1/end", "A/1/end>A/end", "A>A/2/X", "A/2/X>A/2/end", "A/2/end>A/end", "A/end>M",
        "M>M/X",
        "M/X>M/end",
      ])
    let agents = imported.system.agents
    #expect(agents.first { $0.name == "A/end" }?.join?.receives == .list)
    #expect(agents.first { $0.name == "M/end" }?.finishes == .yes)
    #expect(imported.system.handoffs.first { $0.to == "M/X" }?.each == JSONPointer(tokens: ["rows"]))
  }
}
