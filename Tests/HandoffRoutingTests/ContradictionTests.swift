import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Contradictions")
struct ContradictionTests {
  /// What is said of a contract without payloads, after its name.
  private func words(_ output: String, failure: String? = nil) throws -> [String] {
    let failures = failure.map { #", "failures": {"late": {"schema": \#($0)}}"# } ?? ""
    let manifest = """
      {"handoffSystem": 1, "name": "c", "entry": "a", "contracts": {"c": {"output": \(output)\(failures)}},
       "$defs": {"never": {"not": {}}, "small": {"maximum": 1}},
       "agents": {"a": {"produces": "c", "finishes": true}}, "handoffs": []}
      """
    let system = try AgentSystem(manifest: Array(manifest.utf8), file: "c.json")
    return RoutingAudit().audit(system).findings.filter { $0.rule == "contract-unsatisfiable" }.map {
      String($0.message.drop { $0 != ":" }.dropFirst(2))
    }
  }

  private static let contradictions: [(output: String, message: String)] = [
    (
      ##"{"title": "t", "type": "integer", "minimum": 10, "maximum": 1, "multipleOf": 3}"##,
      ##"/type "integer", /minimum 10 and /maximum 1 contradict each other."##
    ),
    (
      ##"{"type": "object", "required": ["a", "b"], "properties": {"a": true, "b": {"type": "string", "maxLength": 2, "pattern": "^abc"}}, "additionalProperties": false}"##,
      ##"/type "object", /required ["b"], /properties/b/type "string", /properties/b/maxLength 2 and /properties/b/pattern "^abc" contradict each other."##
    ),
    (
      ##"{"allOf": [{"type": "string"}, {"minLength": 3}, {"type": "number"}]}"##,
      ##"/allOf/0/type "string" and /allOf/2/type "number" contradict each other."##
    ),
    (
      ##"{"anyOf": [{"type": "string"}, {"type": "number", "minimum": 3}], "type": "null", "description": "d"}"##,
      ##"/anyOf/0/type "string", /anyOf/1/type "number" and /type "null" contradict each other."##
    ),
    (
      ##"{"$ref": "#/$defs/never", "minimum": 1}"##, ##"/$ref "#/$defs/never" refuses everything."##
    ),
    (
      ##"{"type": "number", "minimum": 5, "$ref": "#/$defs/small", "maximum": 99}"##,
      ##"/type "number", /minimum 5 and /$ref "#/$defs/small" contradict each other."##
    ),
    (
      "false", "the schema false refuses everything."
    ),
    (
      ##"{"type": "object", "required": ["a"], "properties": {"b": true}, "additionalProperties": false, "minProperties": 1}"##,
      ##"/type "object", /required ["a"] and /additionalProperties false contradict each other."##
    ),
  ]

  @Test(arguments: contradictions)
  func `the smallest set of parts is named`(output: String, message: String) throws {
    #expect(try words(output) == [message])
  }

  @Test func `what is not evaluated is looked at with all that evaluates it`() throws {
    // Without "allOf" the member "a" would not be evaluated, and the rest would seem to contradict itself.
    #expect(
      try words(
        #"{"type": "object", "allOf": [{"properties": {"a": {"type": "string"}}}], "required": ["b", "a"], "#
          + #""properties": {"b": false}, "unevaluatedProperties": false}"#)
        == [#"/type "object", /required ["b"] and /properties/b false contradict each other."#])
    #expect(
      try words(
        #"{"type": "object", "allOf": [{"properties": {"a": {"type": "string", "minLength": 1}}}], "#
          + #""required": ["a", "b"], "unevaluatedProperties": false}"#)
        == [#"/type "object", /required ["b"] and /unevaluatedProperties false contradict each other."#])
  }

  @Test func `parts too deep to be taken apart are named as a whole`() throws {
    var schema = #"{"type": "string"}, {"type": "integer"}"#
    for _ in 0..<18 { schema = #"{"allOf": [\#(schema)]}"# }
    let found = try words(schema)
    #expect(found.count == 1)
    #expect(found.first?.contains("schema false") == false)
    #expect(found.first?.hasPrefix("/allOf/0/allOf/0/") == true)
    var nested = #"{"type": "integer", "minimum": 10, "maximum": 1}"#
    for _ in 0..<18 { nested = #"{"type": "object", "required": ["p"], "properties": {"p": \#(nested)}}"# }
    let deep = try words(nested)
    #expect(deep.first?.hasSuffix("is a contradiction.") == true)
    #expect(deep.first?.contains("27 more") == true)
  }

  @Test func `a failure that contradicts itself does not blame the member that names it`() throws {
    #expect(
      try words(
        #"{"type": "object"}"#,
        failure: #"{"type": "object", "required": ["n"], "#
          + #""properties": {"n": {"type": "integer", "minimum": 10, "maximum": 1}}}"#
      ) == [
        #"/type "object", /required ["n"], /properties/n/type "integer", /properties/n/minimum 10 and"#
          + " /properties/n/maximum 1 contradict each other."
      ])
  }

  @Test func `a contradiction that leads through other contracts is found`() throws {
    let manifest = ##"""
      {"handoffSystem": 1, "name": "c", "entry": "a",
       "contracts": {
         "unrelated": {"output": {"type": "null"}}, "low": {"output": {"$ref": "#/$defs/low"}},
         "c": {"output": {"type": "integer", "$ref": "#/contracts/low/output", "minimum": 5}}},
       "$defs": {"low": {"maximum": 1}},
       "agents": {"a": {"produces": "c", "finishes": true}}, "handoffs": []}
      """##
    let system = try AgentSystem(manifest: Array(manifest.utf8), file: "c.json")
    #expect(
      findings("contract-unsatisfiable", system).map(\.message) == [
        "No payload satisfies the output of the contract \"c\": /type \"integer\", "
          + "/$ref \"#/contracts/low/output\" and /minimum 5 contradict each other."
      ])
  }

  @Test func `a failure contradicts the member that names it`() throws {
    #expect(
      try words(#"{"type": "object"}"#, failure: #"{"type": "string", "minLength": 2}"#)
        == [#"/type "string" and the member "failure" that names it contradict each other."#])
  }
}
