import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Use of contracts")
struct ContractUseTests {
  private func unused(contracts: String, agent: String = "", definitions: String = "{}") throws -> [String] {
    let manifest = #"""
      {"handoffSystem": 1, "name": "u", "entry": "a", "contracts": {\#(contracts)}, "$defs": \#(definitions),
       "agents": {"a": {\#(agent)"finishes": true}}, "handoffs": []}
      """#
    let system = try AgentSystem(manifest: Array(manifest.utf8), file: "u.json")
    return findings("contract-unused", system).map(\.message)
  }

  private func says(_ names: String...) -> [String] {
    names.map { "Nothing refers to the contract \"\($0)\"." }
  }

  @Test func `a contract that only it, or only another unused one refers to is unused`() throws {
    let tree = ##""tree": {"output": {"type": "array", "items": {"$ref": "#/contracts/tree/output"}}}"##
    #expect(try unused(contracts: tree) == [#"Nothing but itself refers to the contract "tree"."#])
    let other = ##""other": {"output": {"$ref": "#/contracts/tree/output"}}"##
    #expect(
      try unused(contracts: tree + ", " + other) == [
        #"Only contracts that nothing uses refer to the contract "tree"."#,
        #"Nothing refers to the contract "other"."#,
      ])
    #expect(try unused(contracts: tree + ", " + other, agent: #""produces": "other", "#) == [])
  }

  @Test func `what only looks like a reference uses nothing`() throws {
    let tree = #""tree": {"output": {"type": "object"}}"#
    for keyword in ["const", "default"] {
      let accepted = ##""accepts": {"\##(keyword)": {"$ref": "#/contracts/tree/output"}}, "##
      #expect(try unused(contracts: tree, agent: accepted) == says("tree"))
    }
    for keyword in ["enum", "examples"] {
      let accepted = ##""accepts": {"\##(keyword)": [{"$ref": "#/contracts/tree/output"}]}, "##
      #expect(try unused(contracts: tree, agent: accepted) == says("tree"))
    }
    // A member of that name is described by a schema.
    let member = ##""accepts": {"properties": {"const": {"$ref": "#/contracts/tree/output"}}}, "##
    #expect(try unused(contracts: tree, agent: member) == [])
  }

  @Test func `a reference names a contract escaped or not`() throws {
    let contracts = #""a b/c": {"output": {"type": "object"}}, "a": {"output": {"type": "object"}}"#
    for written in ["#/contracts/a b~1c/output", "#/contracts/a%20b~1c/output"] {
      #expect(try unused(contracts: contracts, agent: #""accepts": {"$ref": "\#(written)"}, "#) == says("a"))
    }
  }

  @Test func `what a definition refers to is used`() throws {
    #expect(
      try unused(
        contracts: #""tree": {"output": {"type": "object"}}"#,
        definitions: ##"{"t": {"$ref": "#/contracts/tree/output"}}"##) == [])
  }

  @Test func `of an agent that accepts everything nothing is asked about broken input`() throws {
    for accepted in ["true", "{}"] {
      let manifest = #"""
        {"handoffSystem": 1, "name": "i", "entry": "a", "contracts": {"all": {"output": \#(accepted)}},
         "agents": {"a": {"accepts": \#(accepted)}, "b": {"accepts": {"contract": "all"}, "finishes": true}},
         "handoffs": [{"from": "a", "to": "b"}]}
        """#
      let system = try AgentSystem(manifest: Array(manifest.utf8), file: "i.json")
      #expect(findings("invalid-unanswered", system) == [])
    }
  }
}
