import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Rules about joins")
struct JoinRuleTests {
  @Test func `branches behind two handoffs of which one is taken exclude each other`() {
    let system = fan(["b", "c"], parallel: nil)
    #expect(
      messages("join-deadlock", system) == [
        #""j" waits for "b->j" and "c->j", but no run takes both: "a" takes either "a->b" or "a->c"."#
      ])
  }

  @Test func `members of a group whose guards exclude each other are never taken together`() {
    let system = fan(["b", "c"]) {
      $0.handoffs[0].when = ["properties": ["x": ["const": 0]]]
      $0.handoffs[1].when = ["properties": ["x": ["const": 1]]]
    }
    #expect(
      messages("join-deadlock", system) == [
        #""j" waits for "b->j" and "c->j", but no run takes both: no payload takes both "a->b" and "a->c"."#
      ])
  }

  @Test func `a branch whose guard never holds never arrives`() {
    let system = fan(["b", "c"]) { $0.handoffs[2].when = ["required": ["x", "y", "z"]] }
    #expect(
      messages("join-deadlock", system) == [
        #""j" waits for "b->j", which can never arrive: no payload takes it."#
      ])
  }

  @Test func `a branch to which no entry leads never arrives`() {
    let system = fan(["b", "c"]) {
      $0.handoffs.append("lonely" --> "j"); $0.agents.append(Agent(name: "lonely"))
    }
    #expect(
      messages("join-deadlock", system) == [
        #""j" waits for "lonely->j", which can never arrive: no entry leads to "lonely"."#
      ])
  }

  @Test func `fewer branches go together than are awaited`() {
    let system = fan(["b", "c", "d"], parallel: nil) { $0.edit("j") { $0.join = Agent.Join(.count(2)) } }
    #expect(
      messages("join-deadlock", system) == [
        #""j" waits for 2 of its 3 branches, and no run brings more than 1."#
      ])
  }

  @Test func `alternatives are no deadlock where the join waits for fewer`() {
    // "b" and "c" go together; "d" is where "c" goes instead of the join.
    let system = fan(["b", "c"]) {
      $0.agents.append(Agent(name: "d"))
      $0.handoffs += ["c" --> "d", "d" --> "j"]
      $0.edit("j") { $0.join = Agent.Join(.count(2)) }
    }
    #expect(messages("join-deadlock", system) == [])
    #expect(messages("join-partial", system) == [])
  }

  @Test func `several entries and elements each make a token of their own`() {
    let entries = sketch(["a" --> "j", "b" --> "j"], entry: ["a", "b"], finish: ["j"]) {
      $0.edit("j") { $0.join = Agent.Join() }
    }
    #expect(messages("join-deadlock", entries) == [])
    let each = sketch(
      [
        ("a" --> "w").changed { $0.each = JSONPointer(tokens: ["items"]) }, "w" --> "b", "w" --> "c",
        "b" --> "j", "c" --> "j",
      ], finish: ["j"]
    ) {
      $0.edit("j") { $0.join = Agent.Join() }
    }
    #expect(messages("join-deadlock", each) == [])
  }

  @Test func `a member of the group that a guard leaves out is missed`() {
    let system = fan(["b", "c"]) { $0.handoffs[1].when = ["properties": ["x": ["const": 1]]] }
    let found = findings("join-partial", system)
    #expect(
      found.map(\.message) == [
        #""j" may wait for "c->j" for ever: a payload takes "a->b" and not "a->c"."#
      ])
    #expect(found.first?.witness?.payload == ["x": 0])
    #expect(found.first?.witness?.path == ["a->b"])
  }

  @Test func `a failure that leaves the branch is missed, and one that leads to the join is not`() {
    let leaving = fan(["b", "c"]) {
      $0.contracts[1].failures = [FailureOutput(kind: "late")]
      $0.agents.append(Agent(name: "h", kind: .human))
      $0.handoffs.append(("b" --> "h").on(.anyFailure))
    }
    let found = findings("join-partial", leaving)
    #expect(
      found.map(\.message) == [
        #""j" may wait for "b->j" for ever: the failure "late" of "b" leaves by "b->h"."#
      ])
    #expect(found.first?.witness?.payload == ["failure": "late"])
    let arriving = fan(["b", "c"]) {
      $0.contracts[1].failures = [FailureOutput(kind: "late")]
      $0.handoffs.append(("b" --> "j").on(.anyFailure))
    }
    #expect(messages("join-partial", arriving) == [])
    let usedUp = fan(["b", "c"]) {
      $0.contracts[1].failures = [FailureOutput(kind: "late")]
      $0.handoffs.append(("b" --> "b").on(.anyFailure).limit(2))
    }
    #expect(
      messages("join-partial", usedUp) == [
        #""j" may wait for "b->j" for ever: the failure "late" of "b" goes nowhere when its retries are used up."#
      ])
  }

  @Test func `a choice or an end on the way is missed, also two handoffs away`() {
    let choice = fan(["b", "c"]) {
      $0.agents += [Agent(name: "d"), finishing("e")]
      $0.handoffs[2].to = "d"
      $0.handoffs += ["d" --> "j", "d" --> "e"]
    }
    #expect(
      messages("join-partial", choice) == [
        #""j" may wait for "d->j" for ever: work of "d" leaves by "d->e"."#
      ])
    let end = fan(["b", "c"]) { $0.edit("c") { $0.finishes = .yes } }
    #expect(
      messages("join-partial", end) == [#""j" may wait for "c->j" for ever: "c" may end the run instead."#])
  }

  @Test func `branches that bring a member with different values are in conflict`() {
    let same = fan(["b", "c"], members: ["b": "note", "c": "note"])
    let found = findings("join-conflict", same)
    #expect(
      found.map(\.message) == [
        #""b->j" and "c->j" may bring different values of "note", and "j" merges them into one object."#
      ])
    let payloads = found.first?.witness?.payload
    #expect(payloads?["b"]?["note"] != payloads?["c"]?["note"])
    for received in [Agent.Join.Received.list, .bySender] {
      let apart = fan(["b", "c"], members: ["b": "note", "c": "note"]) {
        $0.edit("j") { $0.join = Agent.Join(receives: received) }
      }
      #expect(messages("join-conflict", apart) == [])
    }
    #expect(messages("join-conflict", fan(["b", "c"])) == [])
  }

  @Test func `a member that both branches copy, or that has one value, is no conflict`() {
    let copied = fan(["b", "c"], members: ["b": "note", "c": "note"]) { system in
      for name in ["b", "c"] { system.edit(name) { $0.preserves = .fields([JSONPointer(tokens: ["note"])]) } }
    }
    #expect(messages("join-conflict", copied) == [])
    let fixed = fan(["b", "c"], members: ["b": "note", "c": "note"]) {
      for index in [1, 2] { $0.contracts[index].output = object(["note"], ["const": 1]) }
    }
    #expect(messages("join-conflict", fixed) == [])
  }

  @Test func `what is no object cannot be merged`() {
    let system = fan(["b", "c"]) { $0.contracts[1].output = ["type": "string"] }
    #expect(
      messages("join-conflict", system) == [
        #""j" merges what its branches bring into one object, but "b->j" may bring something that is no object."#
      ])
  }

  @Test func `a join is held against what all its branches bring together`() {
    let takesBoth = fan(["b", "c"]) {
      $0.edit("j") { $0.accepts = .schema(object(["b", "c"], ["enum": [0, 1]])) }
    }
    #expect(messages("handoff-incompatible", takesBoth) == [])
    let takesOne = fan(["b", "c"]) { $0.edit("j") { $0.accepts = .schema(object(["b"], ["enum": [0, 1]])) } }
    #expect(
      messages("handoff-incompatible", takesOne) == [
        #""j" refuses what "b->j" and "c->j" may bring together: "# +
          #"c: the producer may send 0, the consumer allows only the members "b"."#
      ])
    let list = fan(["b", "c"]) {
      $0.edit("j") {
        $0.join = Agent.Join(receives: .list)
        $0.accepts = .schema(["type": "array", "minItems": 2, "maxItems": 2, "items": ["type": "object"]])
      }
    }
    #expect(messages("handoff-incompatible", list) == [])
  }

  /// "a" hands to all of some agents together, and each hands to the join "j", which finishes.
  private func fan(
    _ branches: [String], parallel: String? = "p", members: [String: String] = [:],
    edit: (inout AgentSystem) -> Void = { _ in }
  ) -> AgentSystem {
    let out = branches.map { name in ("a" --> name).changed { $0.parallel = parallel } }
    return sketch(out + branches.map { $0 --> "j" }, finish: ["j"]) { system in
      system.contracts = [Contract(name: "a", output: object(["x"], ["enum": [0, 1]]))]
      system.contracts += branches.map {
        Contract(name: $0, output: object([members[$0] ?? $0], ["enum": [0, 1]]))
      }
      for name in ["a"] + branches { system.edit(name) { $0.produces = name } }
      system.edit("j") { $0.join = Agent.Join() }
      edit(&system)
    }
  }

  private func object(_ names: [String], _ value: JSONValue) -> JSONValue {
    [
      "type": "object",
      "properties": .object(JSONObject(names.map { JSONObject.Member(key: $0, value: value) })),
      "required": .array(names.map { .string($0) }), "additionalProperties": false,
    ]
  }

  private func finishing(_ name: String) -> Agent {
    var agent = Agent(name: name)
    agent.finishes = .yes
    return agent
  }

  private func messages(_ rule: String, _ system: AgentSystem) -> [String] {
    findings(rule, system).map(\.message)
  }
}
