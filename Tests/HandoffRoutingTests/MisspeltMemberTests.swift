import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Misspelt members")
struct MisspeltMemberTests {
  /// What is said of names in a system of two agents, where the first sends by a contract.
  private func findings(
    sent: JSONValue, guarded: JSONValue? = nil, accepted: JSONValue? = nil, failures: [FailureOutput] = [],
    on trigger: Handoff.Trigger = .output
  ) -> [String] {
    messages(sent, guarded, accepted, failures, trigger, of: ["member-misspelt", "field-unfilled"])
  }

  /// What is left open in such a system.
  private func doubts(sent: JSONValue, guarded: JSONValue? = nil, accepted: JSONValue? = nil) -> [String] {
    messages(sent, guarded, accepted, [], .output, of: ["handoff-undecided"])
  }

  private func messages(
    _ sent: JSONValue, _ guarded: JSONValue?, _ accepted: JSONValue?, _ failures: [FailureOutput],
    _ trigger: Handoff.Trigger, of rules: [String]
  ) -> [String] {
    var first = Agent(name: "intake")
    first.produces = "ticket"
    first.finishes = .yes
    var second = Agent(name: "solver")
    second.accepts = accepted.map { .schema($0) }
    second.finishes = .yes
    let system = AgentSystem(
      name: "desk", entry: ["intake"],
      contracts: [Contract(name: "ticket", output: sent, failures: failures)], agents: [first, second],
      handoffs: [Handoff(from: "intake", to: "solver", trigger: trigger, when: guarded)])
    return RoutingAudit().audit(system).findings
      .filter { rules.contains($0.rule) }.map(\.message)
  }

  private let open: JSONValue = [
    "type": "object",
    "properties": [
      "priority": ["enum": ["low", "high"]], "address": ["type": "object", "properties": ["street": true]],
    ],
  ]
  private var closed: JSONValue {
    guard case .object(var members) = open else { return open }
    members["additionalProperties"] = false
    return .object(members)
  }

  @Test func `a misspelt member of a guard is named, on open and on closed contracts`() {
    let guarded: JSONValue = ["properties": ["prioritty": ["const": "high"]], "required": ["prioritty"]]
    let message =
      #"The guard of "intake->solver" names "prioritty" (did you mean "priority"?), which is no member of the contract"#
      + #" "ticket"."#
    #expect(findings(sent: open, guarded: guarded) == [message])
    #expect(findings(sent: closed, guarded: guarded) == [message])
  }

  @Test func `a misspelt member is named where it is nested, and in a branch`() {
    #expect(
      findings(
        sent: open,
        guarded: [
          "anyOf": [["properties": ["address": ["properties": ["steet": ["const": "High Street"]]]]], true]
        ])
        == [
          #"The guard of "intake->solver" names "/address/steet" (did you mean "street"?), which is no member of the"#
            + #" contract "ticket"."#
        ])
  }

  @Test func `a member that a closed contract cannot have is named without a name that is near`() {
    #expect(
      findings(sent: closed, guarded: ["properties": ["urgency": ["const": 3]]])
        == [#"The guard of "intake->solver" names "urgency", which is no member of the contract "ticket"."#])
  }

  @Test(
    arguments: [
      // Not near to any, short, numbered, named beside the one that it is near to, or forbidden.
      ["properties": ["urgency": ["const": 3]]], ["required": ["prioress"]],
      ["properties": ["priority": true, "prioritty": true]], ["properties": ["prioritty": false]],
      ["not": ["required": ["prioritty"]]], ["properties": ["priority2": true]],
      ["properties": ["priority": ["const": "high"]]],
    ] as [JSONValue])
  func `nothing is said of other names in an open contract`(guarded: JSONValue) {
    #expect(findings(sent: open, guarded: guarded) == [])
  }

  @Test func `the members of the failure count where a failure is answered`() {
    let failure = FailureOutput(
      kind: "spam", schema: ["properties": ["reason": ["type": "string"]], "additionalProperties": true])
    #expect(
      findings(
        sent: closed, guarded: ["properties": ["raeson": ["const": "advert"]]], failures: [failure],
        on: .failures(["spam"]))
        == [
          #"The guard of "intake->solver" names "raeson" (did you mean "reason"?), which is no member of the failures of"#
            + #" the contract "ticket" that it answers."#
        ])
  }

  @Test func `an agent that reads a misspelt member is named, once`() {
    let accepted: JSONValue = ["properties": ["prioritty": ["type": "string"]]]
    #expect(
      findings(sent: open, accepted: accepted)
        == [
          #""solver" reads "prioritty" (did you mean "priority"?), which no contract that arrives there names."#
        ])
    #expect(
      findings(sent: closed, accepted: accepted)
        == [
          #""solver" reads /prioritty (did you mean "priority"?), which nothing that arrives there can have."#
        ])
    #expect(findings(sent: open, accepted: ["properties": ["surname": ["type": "string"]]]) == [])
  }

  @Test func `a member that a pattern or a map describes is not misspelt`() {
    let options: JSONValue = [
      "type": "object", "properties": ["option_a": ["type": "boolean"]],
      "patternProperties": ["^option_[a-z]$": ["type": "boolean"]], "additionalProperties": false,
    ]
    #expect(findings(sent: options, guarded: ["required": ["option_b"]]) == [])
    #expect(findings(sent: options, accepted: ["properties": ["option_b": true]]) == [])
    let map: JSONValue = [
      "type": "object", "properties": ["total": ["type": "number"]],
      "additionalProperties": ["type": "number"],
    ]
    #expect(findings(sent: map, guarded: ["required": ["totals"]]) == [])
    #expect(findings(sent: map, accepted: ["properties": ["totals": true]]) == [])
    // An object that is only open describes nothing.
    let open: JSONValue = [
      "type": "object", "properties": ["total": ["type": "number"]], "additionalProperties": true,
    ]
    #expect(findings(sent: open, guarded: ["required": ["totals"]]).count == 1)
  }

  @Test func `with more members than are compared a closed contract still tells, and an open one is a doubt`()
  {
    let names = (0..<220).map { "zz\($0 * 7)" } + ["priority"]
    func many(isOpen: Bool) -> JSONValue {
      let members = names.map { JSONObject.Member(key: $0, value: ["enum": ["low", "high"]]) }
      return [
        "type": "object", "properties": .object(JSONObject(members)), "additionalProperties": .bool(isOpen),
      ]
    }
    let misspelt: JSONValue = ["properties": ["prioritty": ["const": "high"]], "required": ["prioritty"]]
    #expect(
      findings(sent: many(isOpen: false), guarded: misspelt)
        == [#"The guard of "intake->solver" names "prioritty", which is no member of the contract "ticket"."#]
    )
    #expect(doubts(sent: many(isOpen: false), guarded: ["required": ["priority"]]) == [])
    #expect(
      doubts(sent: many(isOpen: true), guarded: misspelt) == [
        #"Of "intake->solver" it is not decided whether its guard reads only members that are sent: only the first"#
          + " 200 members of a schema are compared."
      ])
    #expect(
      doubts(sent: many(isOpen: true), accepted: misspelt) == [
        #"Of "solver" it is not decided whether it reads only members that are sent: only the first 200 members of a"#
          + " schema are compared."
      ])
  }
}
